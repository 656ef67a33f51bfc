import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, describe, expect, test } from 'vitest';
import { type Clients, createClients } from '../../shared/aws/clients.ts';
import { connection } from '../../shared/aws/connection.ts';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const SERVICES = [
  'ecs',
  'logs',
  'ec2',
  'eventBridge',
  'scheduler',
  'lambda',
  'ssm',
  'dynamodb',
] as const satisfies readonly (keyof Clients)[];

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A service on loopback that always gives the same answer, or none at all, or never the end of it. */
async function listen(answer?: { status: number; body: string; stalls?: boolean }) {
  const seen = { requests: 0, connections: 0 };
  server = createServer((request, response) => {
    seen.requests++;
    if (!answer) return;
    request.resume().on('end', () => {
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
      if (answer.stalls) response.write(answer.body);
      else response.end(answer.body);
    });
  });
  server.on('connection', () => {
    seen.connections++;
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const options = { region: 'eu-west-1', credentials: CREDENTIALS };
  return { seen, endpoint, clients: createClients({ ...options, endpoints: { ssm: endpoint } }) };
}

/** Runs a script in a Node of its own, and gives the packages of the SDK that it loaded. */
async function sdkPackagesLoadedBy(script: string): Promise<string[]> {
  const spy = `
    import { registerHooks } from 'node:module';
    const loaded = new Set();
    registerHooks({
      load(url, context, next) {
        const found = /node_modules\\/(@(?:aws-sdk|smithy)\\/[^/]+)/.exec(url);
        if (found) loaded.add(found[1]);
        return next(url, context);
      },
    });
    const { createClients } = await import('./shared/aws/clients.ts');
    ${script}
    console.log(JSON.stringify([...loaded]));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', spy]);
  return JSON.parse(stdout);
}

describe('shared/aws/clients', () => {
  test('making the clients loads nothing of the SDK, and asking for one loads only that service', async () => {
    const untouched = await sdkPackagesLoadedBy(`createClients({ region: 'eu-west-1' });`);
    const asked = await sdkPackagesLoadedBy(`await createClients({ region: 'eu-west-1' }).ssm();`);

    expect(untouched).toEqual([]);
    expect(asked).toContain('@aws-sdk/client-ssm');
    expect(asked).not.toContain('@aws-sdk/client-ecs');
  });

  test('each service has one client, however often it is asked for', async () => {
    const clients = createClients({ region: 'eu-west-1' });

    for (const service of SERVICES) {
      expect(await clients[service]()).toBe(await clients[service]());
    }
    expect(await clients.logs('us-east-1')).not.toBe(await clients.logs());
  });

  test('the interceptor is applied once to every client', async () => {
    const intercepted: object[] = [];
    const clients = createClients({
      region: 'eu-west-1',
      intercept: (client) => intercepted.push(client),
    });

    const made = [];
    for (const service of SERVICES) made.push(await clients[service](), await clients[service]());

    expect(new Set(intercepted)).toEqual(new Set(made));
    expect(intercepted).toHaveLength(SERVICES.length);
  });

  test('a service that fails is called three times in all', async () => {
    const { clients, seen } = await listen({ status: 500, body: '{}' });
    const ssm = await clients.ssm();

    const call = ssm.send(new GetParameterCommand({ Name: 'anything' }));

    await expect(call).rejects.toThrow();
    expect(seen.requests).toBe(3);
  });

  test('an answer that does not come in time is an error, not a warning', async () => {
    const { endpoint } = await listen();
    const options = connection('ssm', { region: 'eu-west-1', credentials: CREDENTIALS, endpoint });
    const requestHandler = { ...options.requestHandler, requestTimeout: 30 };
    const ssm = new SSMClient({ ...options, maxAttempts: 1, requestHandler });

    const call = ssm.send(new GetParameterCommand({ Name: 'anything' }));

    await expect(call).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
  });

  test('an answer that stalls after it has begun is an error, too', async () => {
    const { endpoint } = await listen({ status: 200, body: '{"Parameter":', stalls: true });
    const options = connection('ssm', { region: 'eu-west-1', credentials: CREDENTIALS, endpoint });
    const { requestHandler } = options;
    const quick = { ...requestHandler, socketTimeout: requestHandler.socketTimeout / 100 };
    const ssm = new SSMClient({ ...options, maxAttempts: 1, requestHandler: quick });

    const call = ssm.send(new GetParameterCommand({ Name: 'anything' }));

    await expect(call).rejects.toThrow('the request socket timed out');
  });

  test('calls that follow one another share a connection', async () => {
    const { clients, seen } = await listen({ status: 200, body: '{"Parameter":{"Value":"off"}}' });
    const ssm = await clients.ssm();

    for (let call = 0; call < 3; call++) await ssm.send(new GetParameterCommand({ Name: 'anything' }));

    expect(seen).toEqual({ requests: 3, connections: 1 });
  });
});
