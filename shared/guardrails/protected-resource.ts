import { isImagesAction, isScanAction, isSettingsAction } from '../domain/action.ts';
import type { ProtectedResource } from '../domain/config.ts';
import type { Plan } from '../domain/decision.ts';
import type { GuardFacts, Guardrail } from '../domain/guard.ts';
import { PROTECTED_TAG } from '../domain/mode.ts';
import { matchesName } from '../domain/pattern.ts';
import { type Scaled, scaledIn } from '../domain/scaled.ts';
import { repositoriesIn } from '../domain/scan-action.ts';
import type { Target } from '../domain/target.ts';
import { act, deny, quoted } from './verdict.ts';

const id = 'protected-resource';

/** What people said must not be touched. Any tag value but `false` protects: a typo must not expose. */
export const protectedResource: Guardrail = {
  id,
  summary: `What \`protect\` lists, or the tag ${PROTECTED_TAG} marks, is never changed.`,
  review(plan, facts) {
    const reason = protectionOf(plan, facts);
    return reason === undefined ? act(id, 'not protected') : deny(id, reason);
  },
};

function protectionOf(plan: Plan, { tags, incident, config }: GuardFacts): string | undefined {
  const tag = Object.hasOwn(tags, PROTECTED_TAG) ? tags[PROTECTED_TAG] : undefined;
  if (tag !== undefined && tag !== 'false') return `the tag ${PROTECTED_TAG} is ${quoted(tag)}`;
  for (const rule of config.protect) {
    const covered = coveredBy(rule, plan, incident.target);
    if (covered !== undefined) return `protected by the rule ${quoted(covered)}: ${rule.reason}`;
  }
  return undefined;
}

/** The rule's own words when it covers the target or anything that the plan writes to. */
function coveredBy(rule: ProtectedResource, plan: Plan, target: Target): string | undefined {
  if ('repository' in rule) return named(rule.repository, repositoriesOf(plan, target));
  const scaled = scaledIn(plan.actions);
  if ('autoScalingGroup' in rule) {
    return named(rule.autoScalingGroup, namesOf(scaled, target, 'auto-scaling-group'));
  }
  if ('capacityProvider' in rule) {
    return named(rule.capacityProvider, namesOf(scaled, target, 'capacity-provider'));
  }
  const services = [target, ...scaled].filter((one) => 'cluster' in one);
  const covers = services.some(
    ({ cluster, name }) => matchesName(rule.cluster, cluster) && matchesName(rule.name, name),
  );
  return covers ? `${rule.cluster}/${rule.name}` : undefined;
}

function named(pattern: string, names: readonly string[]): string | undefined {
  return names.some((name) => matchesName(pattern, name)) ? pattern : undefined;
}

function namesOf(scaled: readonly Scaled[], target: Target, kind: Scaled['kind']): readonly string[] {
  return [target, ...scaled].filter((one) => one.kind === kind).map(({ name }) => name);
}

function repositoriesOf({ actions }: Plan, target: Target): readonly string[] {
  const own = 'repository' in target && target.repository !== undefined ? [target.repository] : [];
  const written = actions.filter(isImagesAction).flatMap(({ chosen }) => chosen);
  const set = actions.filter(isSettingsAction).flatMap(({ changes }) => changes);
  const answered = actions.filter(isScanAction).flatMap(repositoriesIn);
  return [...own, ...answered, ...[...written, ...set].flatMap(({ repository }) => repository ?? [])];
}
