import type { Guardrail } from '../domain/guard.ts';
import { act, deny, isCount, plural } from './verdict.ts';

const id = 'cooldown';
const MINUTE = 60_000;

/** A problem that is back right after it was dealt with needs a person, not the same remedy again. */
export const cooldown: Guardrail = {
  id,
  summary: 'After an incident was acted on, its target is left alone for a while.',
  review(plan, { now, incident, record, config }) {
    if (plan.actions.every((action) => action.risk === 'low')) {
      return act(id, 'it changes nothing that is there: low risk needs no cooldown');
    }
    if (plan.ownCooldown) return act(id, 'its playbook keeps a cooldown of its own');
    const minutes = config.cooldownMinutes;
    if (!isCount(minutes)) return deny(id, `cooldownMinutes is ${minutes}, which is no time`);

    const own = String(incident.generation);
    const ages = record.acts
      .filter((mark) => mark.group !== own)
      .map((mark) => (now - Date.parse(mark.at)) / MINUTE);
    // Written so that an age which cannot be told (NaN) counts as recent.
    const recent = ages.filter((age) => !(age >= minutes));
    if (recent.length === 0)
      return act(id, `no earlier incident was acted on in the last ${minutes} minutes`);
    return deny(id, `${howLongAgo(recent)}, less than the cooldown of ${plural(minutes, 'minute')}`);
  },
};

function howLongAgo(ages: readonly number[]): string {
  const youngest = Math.floor(Math.max(0, ...ages));
  return Number.isFinite(youngest)
    ? `an earlier incident was acted on ${plural(youngest, 'minute')} ago`
    : 'an earlier incident was acted on at a time that cannot be read';
}
