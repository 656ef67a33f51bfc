import type { NewFinding } from '../../local/fleet/index.ts';
import { ACCOUNT, REGION, type World, type WorldOptions } from '../../local/world.ts';
import type { Deps } from '../../shared/deps.ts';
import type { UseScope } from '../../shared/domain/image.ts';
import { openWorld } from './fleet.ts';

export const HOST = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;
export const OPENSSL = {
  name: 'CVE-2026-10042',
  severity: 'CRITICAL',
  package: 'openssl',
  version: '3.0.11',
  fixedIn: '3.0.15',
} as const satisfies NewFinding;

/** A world whose registry has the repository `payments`, scanned by Inspector. `unread`: why the use graph is partial. */
export async function openRegistry(
  mode: string,
  more = '',
  unread: readonly string[] = [],
  options: Partial<WorldOptions> = {},
) {
  const imageUses = (reads: Deps['reads']) => async (scope: UseScope) => {
    const graph = await reads.imageUses(scope);
    return { ...graph, unread: [...graph.unread, ...unread] };
  };
  const wrap = ({ reads, ...deps }: Deps): Deps => ({
    ...deps,
    reads: { ...reads, imageUses: imageUses(reads) },
  });
  const world = await openWorld(mode, more, { wrap, ...options });
  const { fleet } = world;
  fleet.addCluster({ name: 'prod' });
  fleet.createRepository({ name: 'payments', tags: { team: 'payments-team' } });
  fleet.send('ECR', 'PutRegistryScanningConfiguration', { scanType: 'ENHANCED' });
  return world;
}

export interface ServiceOptions {
  readonly owner?: string;
  /** What its tag `watchkeeper:mode` says. */
  readonly mode?: string;
  /** The repository of its image; `payments` without it. */
  readonly of?: string;
}

/** A service of two tasks that runs a tag of a repository. */
export function runService(
  { fleet }: Pick<World, 'fleet'>,
  name: string,
  tag: string,
  { owner, mode, of }: ServiceOptions = {},
): void {
  fleet.createService({
    cluster: 'prod',
    name,
    taskDefinition: register({ fleet }, name, tag, of),
    desiredCount: 2,
    tags: Object.entries({ owner, 'watchkeeper:mode': mode }).flatMap(([key, value]) =>
      value === undefined ? [] : { key, value },
    ),
  });
}

export function roll({ fleet }: Pick<World, 'fleet'>, name: string, tag: string, of?: string): void {
  fleet.deploy('prod', name, register({ fleet }, name, tag, of));
}

function register({ fleet }: Pick<World, 'fleet'>, family: string, tag: string, of = 'payments'): string {
  return fleet.registerTaskDefinition({
    family,
    containerDefinitions: [{ name: 'app', image: `${HOST}/${of}:${tag}`, essential: true, memory: 256 }],
  });
}

/** The rule of the daily summary comes due. */
export function tick({ bus, timeline }: Pick<World, 'bus' | 'timeline'>): void {
  const time = new Date(timeline.now()).toISOString();
  bus.put({
    version: '0',
    id: `tick-${time}`,
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: ACCOUNT,
    time,
    region: REGION,
    resources: [`arn:aws:events:${REGION}:${ACCOUNT}:rule/watchkeeper-test-every-answer-scan`],
    detail: {},
  });
}
