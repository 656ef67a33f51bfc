import type { Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { checkHours } from './hours-check.ts';
import { decideHours } from './hours-decision.ts';
import type { HoursFacts } from './hours-facts.ts';
import { gatherSchedule } from './hours-schedule.ts';
import type { HoursSettings } from './hours-schema.ts';
import { gatherTick } from './hours-tick.ts';

/** A tick looks at everything and hands on what is due; each schedule then has an incident of its own. */
export const hoursResponse: PlaybookResponse<HoursSettings, HoursFacts> = {
  gather,
  decide: decideHours,
  verify: checkHours,
};

function gather(situation: Situation, reads: Reads, settings: HoursSettings): Promise<Gathered<HoursFacts>> {
  const { kind } = situation.incident.target;
  return kind === 'schedule'
    ? gatherSchedule(situation, reads, settings)
    : gatherTick(situation, reads, settings);
}
