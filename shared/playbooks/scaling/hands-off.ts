import { clusterName } from '../../domain/arn.ts';
import type { Config, ProtectedResource } from '../../domain/config.ts';
import type { Sleeper } from '../../domain/hours.ts';
import { MODE_TAG, MODES, PROTECTED_TAG } from '../../domain/mode.ts';
import { matchesName } from '../../domain/pattern.ts';

/**
 * Why one of the many that keep a schedule must stay as it is; undefined when nothing is against it. It is left out,
 * so that it does not keep the others from sleeping, or from waking. A mode of its own can only lower the playbook's.
 */
export function handsOff(
  playbook: string,
  config: Config,
  sleeper: Sleeper,
  tags: Readonly<Record<string, string>>,
): string | undefined {
  const guarded = Object.hasOwn(tags, PROTECTED_TAG) ? tags[PROTECTED_TAG] : 'false';
  if (guarded !== 'false') return `the tag ${PROTECTED_TAG} is ${guarded}`;
  const cluster = sleeper.kind === 'service' ? clusterName(sleeper.clusterArn) : undefined;
  const rule = config.protect.find((one) => covers(one, sleeper, cluster));
  if (rule) return `protected: ${rule.reason}`;

  const byTag = Object.hasOwn(tags, MODE_TAG) ? tags[MODE_TAG] : undefined;
  const byCluster = config.clusters.find(
    (one) => cluster !== undefined && matchesName(one.cluster, cluster),
  )?.mode;
  const own = byTag ?? byCluster;
  const common = config.playbooks[playbook]?.mode ?? config.mode;
  return own !== undefined && rank(own) < rank(common) ? `its own mode is ${own}` : undefined;
}

function covers(rule: ProtectedResource, { kind, name }: Sleeper, cluster: string | undefined): boolean {
  if ('autoScalingGroup' in rule)
    return kind === 'auto-scaling-group' && matchesName(rule.autoScalingGroup, name);
  if (!('cluster' in rule) || cluster === undefined) return false;
  return matchesName(rule.cluster, cluster) && matchesName(rule.name, name);
}

/** What is no mode ranks below all: a typo must not expose. */
function rank(mode: string): number {
  return MODES.map(String).indexOf(mode);
}
