import { parseArn } from '../domain/arn.ts';
import type { HoursAction } from '../domain/hours-action.ts';
import type { Target } from '../domain/target.ts';
import { quoted } from './verdict.ts';

/** More at once are no longer one bounded thing, and take longer than a function may run. */
export const MAX_SLEEPERS = 50;

/** What is wrong with putting these to sleep, or waking them; undefined when it is whole and about the incident's own. */
export function hoursFlaw(action: HoursAction, target: Target): string | undefined {
  const { kind, schedule, account, region, sleepers } = action;
  if (target.kind !== 'schedule' || schedule !== target.name) {
    return `${kind} is for the schedule ${quoted(schedule)}, the incident for the ${target.kind} ${quoted(target.name)}`;
  }
  if (account !== target.account || region !== target.region)
    return `${kind} is for ${quoted(account)} in ${quoted(region)}, the incident for another`;
  if (sleepers.length === 0) return `${kind} names nobody`;
  if (sleepers.length > MAX_SLEEPERS)
    return `${kind} is for ${sleepers.length} at once, over ${MAX_SLEEPERS}`;
  if (new Set(sleepers.map((one) => one.target)).size < sleepers.length) return `${kind} names one twice`;
  const stray = sleepers.find((one) => !isAtHome(one.target, target));
  return stray && `${kind} is for ${quoted(stray.target)}, which is not in this account and Region`;
}

function isAtHome(arn: string, { account, region }: Target): boolean {
  const parts = parseArn(arn);
  return parts?.account === account && parts.region === region;
}
