import type { NewFinding } from '../../local/fleet/index.ts';
import { ACCOUNT, REGION, type World, type WorldOptions } from '../../local/world.ts';
import type { Deps } from '../../shared/deps.ts';
import type { ImageUse, UseGraph } from '../../shared/domain/image.ts';
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
  let fleet: World['fleet'] | undefined;
  const wrap = (deps: Deps): Deps => ({
    ...deps,
    reads: { ...deps.reads, imageUses: async () => ({ uses: fleet ? usesIn(fleet) : [], unread }) },
  });
  const world = await openWorld(mode, more, { wrap, ...options });
  fleet = world.fleet;
  fleet.addCluster({ name: 'prod' });
  fleet.createRepository({ name: 'payments', tags: { team: 'payments-team' } });
  fleet.send('ECR', 'PutRegistryScanningConfiguration', { scanType: 'ENHANCED' });
  return world;
}

/** What the tasks of the fleet run, by the digest that they pulled. */
function usesIn(fleet: World['fleet']): UseGraph['uses'] {
  return fleet.tasks().flatMap(({ group = '', clusterArn = '', lastStatus, containers = [] }): ImageUse[] => {
    if (lastStatus === 'STOPPED') return [];
    const name = group.replace(/^service:/, '');
    const by = { kind: 'running', by: `service ${name} in prod`, service: { clusterArn, name } } as const;
    return containers.flatMap(({ image = '', imageDigest: digest }) => {
      const repository = image.slice(HOST.length + 1).replace(/[:@].*$/, '');
      return digest ? [{ registry: HOST, repository, digest, ...by }] : [];
    });
  });
}

/** A service of two tasks that runs a tag of `payments`. */
export function runService({ fleet, timeline }: World, name: string, tag: string, owner?: string): void {
  fleet.createService({
    cluster: 'prod',
    name,
    taskDefinition: register({ fleet }, name, tag),
    desiredCount: 2,
    runningSince: timeline.now() - 24 * 3600 * 1000,
    ...(owner !== undefined && { tags: [{ key: 'owner', value: owner }] }),
  });
}

export function roll({ fleet }: Pick<World, 'fleet'>, name: string, tag: string): void {
  fleet.deploy('prod', name, register({ fleet }, name, tag));
}

function register({ fleet }: Pick<World, 'fleet'>, family: string, tag: string): string {
  return fleet.registerTaskDefinition({
    family,
    containerDefinitions: [{ name: 'app', image: `${HOST}/payments:${tag}`, essential: true, memory: 256 }],
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
