import type { World } from '../../local/world.ts';
import type { Config } from '../../shared/domain/config.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';

export const ONCALL = 'U01ONCALL1';

/** `watchkeeper.yml` with on-call as the approver and one channel, and whatever the test is about. */
export function config(mode: string, more = ''): Config {
  const text = `mode: ${mode}\napprovers: [${ONCALL}]\nroutes: [{ channel: '#ops' }]\n${more}`;
  return decodeConfig(text, 'watchkeeper.yml');
}

const DAY = 24 * 3600 * 1000;

export function registerRevision({ fleet }: World, family: string, tag: string, memory = 512): string {
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
export function steadyService(world: World, name = 'payments-api', desiredCount = 3): Service {
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

export function minutes({ timeline }: World, count: number): Promise<void> {
  return timeline.run(timeline.now() + count * 60_000);
}

/** How often the fleet was written to: reads do not count. */
export function writes({ fleet }: World): string[] {
  const reads = /^(Describe|List|Get)/;
  return fleet.calls.map(({ command }) => command).filter((command) => !reads.test(command));
}

/** The headlines of the channel, and the thread below the first. */
export function headlines({ slack }: World, channel = '#ops'): string[] {
  return slack.messages(channel).map(({ message }) => message.text);
}
export function threadLines({ slack }: World, channel = '#ops'): string[] {
  const [root] = slack.messages(channel);
  return root ? slack.thread(root).map(({ message }) => message.text) : [];
}
export function outcomes({ engine }: World): unknown[] {
  return engine.executions().map(({ result }) => JSON.parse(result ?? 'null'));
}
