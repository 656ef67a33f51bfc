import type { GuardFacts, Guardrail } from '../domain/guard.ts';
import { matchesName } from '../domain/pattern.ts';
import { act, deny, quoted } from './verdict.ts';

const id = 'protected-resource';

/** The tag on a service or task definition that keeps Watchkeeper off it. */
export const PROTECTED_TAG = 'watchkeeper:protected';

/** What people said must not be touched. Any tag value but `false` protects: a typo must not expose. */
export const protectedResource: Guardrail = {
  id,
  summary: `What \`protect\` lists, or the tag ${PROTECTED_TAG} marks, is never changed.`,
  review(_plan, facts) {
    const reason = protectionOf(facts);
    return reason === undefined ? act(id, 'not protected') : deny(id, reason);
  },
};

function protectionOf({ tags, incident, config }: GuardFacts): string | undefined {
  const tag = Object.hasOwn(tags, PROTECTED_TAG) ? tags[PROTECTED_TAG] : undefined;
  if (tag !== undefined && tag !== 'false') return `the tag ${PROTECTED_TAG} is ${quoted(tag)}`;

  const { cluster, name } = incident.target;
  const rule = config.protect.find(
    (entry) => matchesName(entry.cluster, cluster) && matchesName(entry.name, name),
  );
  return rule && `protected by the rule ${quoted(`${rule.cluster}/${rule.name}`)}: ${rule.reason}`;
}
