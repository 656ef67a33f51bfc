import { describe, expect, it } from 'vitest';
import { createResponseClients } from '../../shared/aws/response-clients.ts';

describe('shared/aws/response-clients', () => {
  it('each service has one client, which the interceptor sees once', async () => {
    const intercepted: object[] = [];
    const clients = createResponseClients({
      region: 'eu-west-1',
      intercept: (client) => intercepted.push(client),
    });
    const each = [clients.cloudWatch, clients.applicationAutoScaling, clients.autoScaling, clients.ecr];

    const made = await Promise.all(each.map(async (client) => client()));

    expect(new Set(intercepted)).toEqual(new Set(made));
    expect(await Promise.all(each.map(async (client) => client()))).toEqual(made);
    expect(intercepted).toHaveLength(4);
  });
});
