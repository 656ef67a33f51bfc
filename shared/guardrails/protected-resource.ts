import { isImagesAction, isScanAction, isSettingsAction } from '../domain/action.ts';
import type { ProtectedResource } from '../domain/config.ts';
import type { Plan } from '../domain/decision.ts';
import type { GuardFacts, Guardrail } from '../domain/guard.ts';
import { isFleetTarget, type Target } from '../domain/incident.ts';
import { PROTECTED_TAG } from '../domain/mode.ts';
import { matchesName } from '../domain/pattern.ts';
import { repositoriesIn } from '../domain/scan-action.ts';
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
  const repositories = repositoriesOf(plan, incident.target);
  for (const rule of config.protect) {
    const covered = coveredBy(rule, incident.target, repositories);
    if (covered !== undefined) return `protected by the rule ${quoted(covered)}: ${rule.reason}`;
  }
  return undefined;
}

/** The rule's own words when it covers the target or any repository that the plan writes to. */
function coveredBy(
  rule: ProtectedResource,
  target: Target,
  repositories: readonly string[],
): string | undefined {
  if ('repository' in rule) {
    return repositories.some((name) => matchesName(rule.repository, name)) ? rule.repository : undefined;
  }
  const covers =
    isFleetTarget(target) && matchesName(rule.cluster, target.cluster) && matchesName(rule.name, target.name);
  return covers ? `${rule.cluster}/${rule.name}` : undefined;
}

function repositoriesOf({ actions }: Plan, target: Target): readonly string[] {
  const own = 'repository' in target && target.repository !== undefined ? [target.repository] : [];
  const written = actions.filter(isImagesAction).flatMap(({ chosen }) => chosen);
  const set = actions.filter(isSettingsAction).flatMap(({ changes }) => changes);
  const answered = actions.filter(isScanAction).flatMap(repositoriesIn);
  return [...own, ...answered, ...[...written, ...set].flatMap(({ repository }) => repository ?? [])];
}
