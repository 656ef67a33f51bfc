import { type DurableContext, withDurableExecution } from '@aws/durable-execution-sdk-js';
import { afterEach, describe, expect, it } from 'vitest';
import { createDurableEngine, type DurableEngine } from '../../../local/durable/engine.ts';
import { createWire } from '../../../local/wire/index.ts';
import { serveWire, type WireServer } from '../../../local/wire/server.ts';
import { createResponseClients, type ResponseClients } from '../../../shared/aws/response-clients.ts';
import { createResume, createStartResponse } from '../../../shared/aws/responses.ts';
import type { IncidentRef } from '../../../shared/domain/incident.ts';
import { incidentRef } from '../../support/incidents.ts';
import { LOOKS, type Look } from './looks.ts';
import { createShop, type Shop } from './shop.ts';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const SERVICES = ['ecs', 'logs', 'ec2', 'eventBridge', 'scheduler', 'lambda', 'ssm'] as const;

let server: WireServer | undefined;
afterEach(() => server?.close());

/** A shop behind HTTP, and clients that reach it in no other way. */
async function wiredShop(work: Work = async () => {}) {
  const shop = await createShop();
  const engine: DurableEngine = createDurableEngine({ ...shop, handler: () => handler });
  server = await serveWire(createWire({ ...shop, engine }));
  const { endpoint } = server;
  const endpoints = Object.fromEntries(SERVICES.map((service) => [service, endpoint]));
  const clients = createResponseClients({ region: 'eu-west-1', credentials: CREDENTIALS, endpoints });
  const handler = withDurableExecution(work, { client: await clients.lambda() });
  return { shop, engine, clients };
}

type Work = (incident: IncidentRef, durable: DurableContext) => Promise<unknown>;

/** What is found, or what is thrown, in words. */
async function outcome(look: Look, shop: Shop, clients: ResponseClients): Promise<unknown> {
  try {
    return { found: await look(shop, clients) };
  } catch (error) {
    return { thrown: String(error) };
  }
}

describe('local/wire', () => {
  it.each(Object.entries(LOOKS))(
    'gives the product the same over HTTP as in the process: %s',
    async (_name, look) => {
      const inside = await createShop();
      const { shop, clients } = await wiredShop();
      const intercepted = createResponseClients({ region: 'eu-west-1', intercept: inside.fleet.intercept });

      const [expected, found] = [
        await outcome(look, inside, intercepted),
        await outcome(look, shop, clients),
      ];

      expect(found).toEqual(expected);
      expect(shop.fleet.snapshot()).toEqual(inside.fleet.snapshot());
    },
  );

  it('breaks the connection where the answer is lost, and the repeat finds what was done', async () => {
    const { shop, clients } = await wiredShop();
    shop.fleet.fault({ command: 'RunTask', kind: 'lost-answer' });
    const before = shop.fleet.tasks().length;

    const result = await LOOKS['a task that is run again']?.(shop, clients);

    expect(result).toMatchObject({ type: 'done' });
    expect(shop.fleet.tasks()).toHaveLength(before + 1);
  });

  it('refuses what the simulation does not know, and says so', async () => {
    const { clients } = await wiredShop();
    const { CreateClusterCommand } = await import('@aws-sdk/client-ecs');

    const sent = (await clients.ecs()).send(new CreateClusterCommand({}));

    await expect(sent).rejects.toThrow('does not know ECS CreateCluster');
  });

  it('runs a durable function whose checkpoints and answers go over HTTP', async () => {
    let callbackId = '';
    const { shop, engine, clients } = await wiredShop(async (incident, durable) => {
      const id = await durable.step('read', async () => incident.id);
      await durable.wait('pause', { hours: 1 });
      const [answer, asked] = await durable.createCallback('ask', { timeout: { hours: 1 } });
      callbackId = asked;
      return [id, await answer];
    });
    const start = createStartResponse(clients, { functionName: 'respond', qualifier: 'durable' });
    const answer = { type: 'approved', by: 'U1', at: '2026-11-23T04:00:00.000Z' } as const;
    await start(incidentRef());
    await start(incidentRef());
    await shop.timeline.run(shop.timeline.now() + 90 * 60_000);
    const [waiting] = engine.executions().map(({ status }) => status);

    await createResume(clients)(callbackId, answer);
    await createResume(clients)(callbackId, answer);
    await shop.timeline.run();

    const [execution, ...others] = engine.executions();
    const { GetDurableExecutionStateCommand } = await import('@aws-sdk/client-lambda');
    const request = { DurableExecutionArn: execution?.name, CheckpointToken: 'token' };
    const state = await (await clients.lambda()).send(new GetDurableExecutionStateCommand(request));
    expect(state.Operations).toEqual(execution?.operations());
    expect(others).toEqual([]);
    expect(waiting).toBe('RUNNING');
    expect(JSON.parse(execution?.result ?? '')).toEqual(['inc-1', JSON.stringify(answer)]);
    expect(execution?.crashes).toEqual([]);
  });
});
