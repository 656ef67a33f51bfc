import { ECRClient } from '@aws-sdk/client-ecr';
import { ACCOUNT, REGION, type World, type WorldOptions } from '../../local/world.ts';
import { openWorld } from './fleet.ts';

export const HOST = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;

/** The playbook's part of `watchkeeper.yml`; JSON is YAML. */
export function enforcing(settings: object): string {
  return `playbooks: { enforce-repository-settings: { settings: ${JSON.stringify(settings)} } }\n`;
}

/** A world with this configuration, and a client of its own for what people do meanwhile. */
export async function openRegistry(
  mode: string,
  settings: object = {},
  more = '',
  options: Partial<WorldOptions> = {},
) {
  const world = await openWorld(mode, more + enforcing(settings), options);
  const ecr = new ECRClient({ region: REGION });
  world.fleet.intercept(ecr);
  return { ...world, ecr };
}

let events = 0;

/** CloudTrail tells of a new repository. */
export function created({ bus, timeline }: Pick<World, 'bus' | 'timeline'>, repositoryName: string): void {
  const detail = {
    eventSource: 'ecr.amazonaws.com',
    eventName: 'CreateRepository',
    requestParameters: { repositoryName },
  };
  bus.put(envelope(timeline.now(), 'aws.ecr', 'AWS API Call via CloudTrail', detail, []));
}

function envelope(now: number, source: string, type: string, detail: object, resources: readonly string[]) {
  events += 1;
  const time = new Date(now).toISOString();
  const home = { account: ACCOUNT, region: REGION, time, id: `event-${events}`, version: '0' };
  return { ...home, source, 'detail-type': type, resources, detail };
}
