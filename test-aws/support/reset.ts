import { env } from 'node:process';

/** Each file begins with an empty moto: http://docs.getmoto.org/en/latest/docs/server_mode.html#reset-api */
const { AWS_ENDPOINT_URL: endpoint } = env;
if (endpoint === undefined) throw new Error('AWS_ENDPOINT_URL is not set: run npm run test:aws');
await fetch(new URL('/moto-api/reset', endpoint), { method: 'POST' });
