import type { HoursAction } from '../domain/hours-action.ts';
import type { ActionWords } from './action-words.ts';
import { count } from './format.ts';
import { plain } from './text.ts';

const NAMED = 3;

/** For the dialog that asks once more. */
export const HOURS_REACHED: Readonly<Record<HoursAction['kind'], string>> = {
  'hours.sleep': 'Stops all their tasks and instances; what each has is saved first.',
  'hours.wake': 'Starts what each had before it slept.',
};

/** "put api, web and 12 more to sleep"; what was done is told by schedule and number: "14 services asleep until …". */
export function hoursWords(action: HoursAction): ActionWords {
  const who = namesOf(action);
  const many = manyOf(action);
  const told = (state: string) => plain(`${action.schedule}: ${many} ${state} ${action.period}`, 150);
  if (action.kind === 'hours.sleep') {
    const act = `put ${who} to sleep`;
    return { act, acted: told('asleep'), approve: 'Approve sleep', change: `${many} -> nothing runs` };
  }
  const act = `wake ${who}`;
  return { act, acted: told('awake'), approve: 'Approve waking', change: `${many} -> as before` };
}

function manyOf({ sleepers }: HoursAction): string {
  const services = sleepers.filter(({ kind }) => kind === 'service').length;
  const groups = sleepers.length - services;
  const parts = [services > 0 && count(services, 'service'), groups > 0 && count(groups, 'group')];
  return parts.filter(Boolean).join(' and ');
}

function namesOf({ sleepers }: HoursAction): string {
  const first = sleepers.slice(0, NAMED).map(({ name }) => plain(name, 40));
  const left = sleepers.length - first.length;
  if (left > 0) return `${first.join(', ')} and ${left} more`;
  return first.length < 2 ? first.join('') : `${first.slice(0, -1).join(', ')} and ${first.at(-1)}`;
}
