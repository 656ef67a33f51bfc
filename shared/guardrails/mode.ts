import type { Plan, Verdict } from '../domain/decision.ts';
import type { GuardFacts, Guardrail } from '../domain/guard.ts';
import { MODE_TAG, MODES, type Mode } from '../domain/mode.ts';
import { matchesName } from '../domain/pattern.ts';
import { scaledIn } from '../domain/scaled.ts';
import { isFleetTarget, type Target } from '../domain/target.ts';
import { givesBack } from './gives-back.ts';
import { act, deny, observe, quoted } from './verdict.ts';

const id = 'mode';

/** A mode, and where it was set, in words that follow "mode … from". */
export interface ModeSource {
  readonly mode: string;
  readonly source: string;
}

/** Opting in is the user's: nothing is asked or done unless the most specific setting says so. */
export const mode: Guardrail = {
  id,
  summary: `Off, observe, ask or act: the tag ${MODE_TAG} wins over the cluster, the playbook and the default.`,
  review(plan, facts) {
    const verdicts = clustersOf(plan, facts.incident.target).map((cluster) =>
      verdictIn(cluster, plan, facts),
    );
    // As guardrails do among each other: the strictest counts for all that a plan does.
    const rank = ({ type }: Verdict) => ['deny', 'observe', 'ask', 'act'].indexOf(type);
    return verdicts.reduce((strictest, one) => (rank(one) < rank(strictest) ? one : strictest));
  },
};

/** The incident's own; of what is in none, those of the services that the plan writes to, or undefined for none. */
function clustersOf({ actions }: Plan, target: Target): readonly [Cluster, ...Cluster[]] {
  if (isFleetTarget(target)) return [target.cluster];
  const [first, ...others] = scaledIn(actions).flatMap((one) => ('cluster' in one ? one.cluster : []));
  return [first, ...others];
}
type Cluster = string | undefined;

function verdictIn(cluster: Cluster, plan: Plan, facts: GuardFacts): Verdict {
  const { mode: value, source } = modeOf(facts, cluster);
  if (!isMode(value)) return observe(id, `${quoted(value)} from ${source} is not a mode: only observing`);
  const reason = `mode ${value} from ${source}`;
  const { approvers } = facts.config;
  if (value === 'ask' && givesBack(plan)) return act(id, `${reason}: waking was agreed to with the sleep`);
  if (value === 'act' && plan.alwaysAsk)
    return verdictOf('ask', `${reason}, but this is for people`, approvers);
  return verdictOf(value, reason, approvers);
}

/** The mode that counts for an incident: the most specific setting, whether or not it is a valid mode. */
function modeOf({ tags, incident, config }: GuardFacts, cluster: Cluster): ModeSource {
  const tag = Object.hasOwn(tags, MODE_TAG) ? tags[MODE_TAG] : undefined;
  if (tag !== undefined) return { mode: tag, source: `the tag ${MODE_TAG}` };

  const byCluster = config.clusters.find(
    (entry) => cluster !== undefined && matchesName(entry.cluster, cluster),
  );
  if (byCluster) return { mode: byCluster.mode, source: `the cluster rule ${quoted(byCluster.cluster)}` };

  const { playbook } = incident;
  const own = Object.hasOwn(config.playbooks, playbook) ? config.playbooks[playbook]?.mode : undefined;
  if (own !== undefined) return { mode: own, source: `the playbook ${playbook}` };
  return { mode: config.mode, source: 'the default' };
}

function isMode(value: string): value is Mode {
  return MODES.some((known) => known === value);
}

function verdictOf(value: Mode, reason: string, approvers: readonly string[]): Verdict {
  switch (value) {
    case 'off':
      return deny(id, reason);
    case 'observe':
      return observe(id, reason);
    case 'ask':
      return approvers.length > 0
        ? { type: 'ask', by: id, reason, approvers }
        : observe(id, `${reason}, but the configuration names no approvers who could answer`);
    case 'act':
      return act(id, reason);
  }
}
