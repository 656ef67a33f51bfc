import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { createWorld, KILL_SWITCH, type World } from '../../local/world.ts';
import type { Intercept } from '../../shared/aws/intercept.ts';
import { ECS } from '../../shared/triage/ecs.ts';
import { triageBatch } from '../../shared/triage.ts';
import { config } from '../../test/support/fleet.ts';
import { openMotoDatabase } from '../support/database.ts';
import { type AwsEvent, openEventPath } from '../support/event-path.ts';
import { createListener } from '../support/listener.ts';
import { type MotoFleet, openMotoFleet } from './fleet.ts';

/** The product between moto, the local durable engine and the local Slack. */
export interface MotoWorld extends World {
  readonly moto: MotoFleet;
  /** Have an event go its way: event bus, rule, queue, triage. */
  deliver(event: AwsEvent): Promise<void>;
  /** What the product wrote to the fleet, by command. */
  writes(): readonly string[];
}

const WRITES = ['RunTask', 'UpdateService', 'StopTask'];

export async function openMotoWorld(name: string, mode: string, intercept?: Intercept): Promise<MotoWorld> {
  const { listen, take } = createListener();
  const database = await openMotoDatabase(`loop-${name}`);
  const world = createWorld({
    config: config(mode),
    database,
    aws: 'http',
    start: Date.now(),
    intercept(client) {
      listen(client);
      intercept?.(client);
    },
  });
  await throwKillSwitch('off');
  const path = await openEventPath(`loop-${name}`, { source: ['aws.ecs'] });
  const sent: string[] = [];
  return {
    ...world,
    moto: await openMotoFleet(),
    async deliver(event) {
      await path.put(event);
      await path.poll((records) => triageBatch(records, ECS, world.deps));
    },
    writes() {
      sent.push(...take().map((answer) => answer.split(' ')[0] ?? ''));
      return sent.filter((command) => WRITES.includes(command));
    },
  };
}

/** As an operator does it, in the Parameter Store. */
export async function throwKillSwitch(Value: 'on' | 'off'): Promise<void> {
  const parameter = { Name: KILL_SWITCH, Type: 'String' as const, Overwrite: true };
  await new SSMClient({}).send(new PutParameterCommand({ ...parameter, Value }));
}
