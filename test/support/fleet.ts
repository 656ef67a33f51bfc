import type { TaskOverride } from '@aws-sdk/client-ecs';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { createWorld, type World, type WorldOptions } from '../../local/world.ts';
import type { Config } from '../../shared/domain/config.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';

export const ONCALL = 'U01ONCALL1';

/** `watchkeeper.yml` with on-call as the approver and one channel, and whatever the test is about. */
export function config(mode: string, more = ''): Config {
  const text = `mode: ${mode}\napprovers: [${ONCALL}]\nroutes: [{ channel: '#ops' }]\n${more}`;
  return decodeConfig(text, 'watchkeeper.yml');
}

const DAY = 24 * 3600 * 1000;

export function registerRevision(
  { fleet }: Pick<World, 'fleet'>,
  family: string,
  tag: string,
  memory = 512,
): string {
  const options = {
    'awslogs-group': `/ecs/${family}`,
    'awslogs-region': 'eu-west-1',
    'awslogs-stream-prefix': 'ecs',
  };
  return fleet.registerTaskDefinition({
    family,
    networkMode: 'awsvpc',
    cpu: '256',
    memory: String(memory),
    requiresCompatibilities: ['FARGATE'],
    containerDefinitions: [
      {
        name: 'app',
        image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/${family}:${tag}`,
        essential: true,
        memory,
        logConfiguration: { logDriver: 'awslogs', options },
      },
    ],
  });
}

export interface Service {
  readonly good: string;
  readonly bad: string;
}

/** A service that has been steady on `:1` for a while, and a revision `:2` whose tasks exit after 15 seconds. */
export function steadyService(
  world: Pick<World, 'fleet' | 'timeline'>,
  name = 'payments-api',
  desiredCount = 3,
): Service {
  const { fleet, timeline } = world;
  if (!fleet.snapshot().services.some(({ cluster }) => cluster === 'prod'))
    fleet.addCluster({ name: 'prod' });
  const good = registerRevision(world, name, 'good');
  const bad = registerRevision(world, name, 'bad');
  const runningSince = timeline.now() - DAY;
  fleet.createService({ cluster: 'prod', name, taskDefinition: good, desiredCount, runningSince });
  const failure = { kind: 'exit', afterSeconds: 15, exitCode: 1, logLines: ['boot', 'no database'] } as const;
  fleet.behave({ on: { taskDefinition: bad }, failure });
  return { good, bad };
}

/** A world with a ledger of its own; `close` ends what it holds. */
export async function openWorld(mode: string, more = '', options: Partial<WorldOptions> = {}) {
  const database = openMemoryDatabase();
  const world = createWorld({ config: config(mode, more), database, ...options });
  return { ...world, close: () => database.close() };
}

export const JOB_SETTINGS = `
budgets: { perTargetPerDay: 50, perAccountPerHour: 100 }
playbooks:
  rerun-failed-task:
    settings:
      comeBackMinutes: 1
      network: { worker: { subnets: [subnet-1], securityGroups: [sg-1] } }
`;

/** Standalone tasks of one family on Fargate Spot; gives their ARNs. */
export function runJobs(
  world: Pick<World, 'fleet'>,
  count: number,
  overrides: TaskOverride = {},
): readonly string[] {
  const { fleet } = world;
  const known = fleet.snapshot().services.some(({ cluster }) => cluster === 'prod');
  if (!known) fleet.addCluster({ name: 'prod', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
  const taskDefinition = registerRevision(world, 'worker', 'v1');
  const run = {
    cluster: 'prod',
    taskDefinition,
    overrides,
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } },
  };
  return Array.from({ length: count }, () => fleet.runTask(run)).flat();
}

export function minutes({ timeline }: Pick<World, 'timeline'>, count: number): Promise<void> {
  return timeline.run(timeline.now() + count * 60_000);
}

/** How often the fleet was written to: reads do not count. */
export function writes({ fleet }: Pick<World, 'fleet'>): string[] {
  const reads = /^(Batch)?(Describe|List|Get)/;
  return fleet.calls.map(({ command }) => command).filter((command) => !reads.test(command));
}

/** The headlines of the channel, and the thread below the first. */
export function headlines({ slack }: Pick<World, 'slack'>, channel = '#ops'): string[] {
  return slack.messages(channel).map(({ message }) => message.text);
}
export function threadLines({ slack }: Pick<World, 'slack'>, channel = '#ops'): string[] {
  const [root] = slack.messages(channel);
  return root ? slack.thread(root).map(({ message }) => message.text) : [];
}
export function outcomes({ engine }: Pick<World, 'engine'>): unknown[] {
  return engine.executions().map(({ result }) => JSON.parse(result ?? 'null'));
}
