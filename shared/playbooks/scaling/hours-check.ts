import { isHoursAction } from '../../domain/action.ts';
import type { Check, Plan } from '../../domain/decision.ts';
import type { Situation } from '../../domain/playbook.ts';
import { rollOf } from './hours-schedule.ts';
import type { HoursSettings } from './hours-schema.ts';
import type { HoursWorld } from './hours-world.ts';

/** Read from the world and the ledger: nobody of the plan has anything left to do. */
export async function checkHours(
  plan: Plan,
  situation: Situation,
  reads: HoursWorld,
  settings: HoursSettings,
): Promise<Check> {
  const planned = plan.actions.filter(isHoursAction);
  const targets = new Map(planned.flatMap(({ kind, sleepers }) => sleepers.map((one) => [one.target, kind])));
  const { fates } = await rollOf(situation, reads, settings);
  const open = fates.filter(({ does, sleeper }) => does !== 'nothing' && targets.has(sleeper.target));
  if (open.some(({ does, sleeper }) => targets.get(sleeper.target) !== `hours.${does}`))
    return { type: 'changed', reason: 'the schedule has changed over meanwhile' };
  const done = `${targets.size - open.length} of ${targets.size} as they should be`;
  return open.length > 0 ? { type: 'waiting', reason: done } : { type: 'held', reason: done, final: true };
}
