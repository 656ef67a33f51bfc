/**
 * Where moto is. SDK clients find it by themselves in the same variable; this stops whoever runs these tests
 * without it, before a call goes out to AWS.
 */
export function endpoint(): string {
  const url = process.env.AWS_ENDPOINT_URL ?? '';
  if (url.startsWith('http://127.0.0.1:')) return url;
  throw new Error('AWS_ENDPOINT_URL is not on this machine: run these tests with "npm run test:aws"');
}
