import { describe, expect, test } from 'vitest';
import { createImageClients } from '../../shared/aws/image-clients.ts';

describe('shared/aws/image-clients', () => {
  test('each service has one client, which the interceptor sees once', async () => {
    const intercepted: object[] = [];
    const clients = createImageClients({
      region: 'eu-west-1',
      intercept: (client) => intercepted.push(client),
    });

    const made = [
      await clients.appRunner(),
      await clients.inspector(),
      await clients.sts(),
      await clients.ecs(),
    ];

    expect(intercepted).toEqual(made);
    expect(await clients.appRunner()).toBe(made[0]);
    expect(await clients.inspector()).toBe(made[1]);
    expect(await clients.sts()).toBe(made[2]);
  });

  test('elsewhere it has clients of their own, with the Region and the credentials of the place', async () => {
    const intercepted: object[] = [];
    const clients = createImageClients({
      region: 'eu-west-1',
      intercept: (client) => intercepted.push(client),
    });
    const credentials = { accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'session' };

    const there = clients.at({ region: 'us-east-1', credentials });
    const ecs = await there.ecs();

    expect(there.region).toBe('us-east-1');
    expect(await ecs.config.region()).toBe('us-east-1');
    expect(await ecs.config.credentials()).toMatchObject(credentials);
    expect(intercepted).toEqual([ecs]);
    expect(await clients.ecs()).not.toBe(ecs);
  });
});
