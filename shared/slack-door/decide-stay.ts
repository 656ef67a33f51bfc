import type { Ledger } from '../deps.ts';
import { LONGEST_STAY_MS, type StayAwake } from '../domain/hours.ts';
import { AWAKE_MINUTES } from '../notify/awake.ts';
import type { AwakeClaim } from '../notify/button-value.ts';
import { CLICK } from '../notify/click-words.ts';
import { problemWith, type Refused, refused } from './decide.ts';
import type { Click } from './payload.ts';

export type StayDecision = { readonly type: 'counts'; readonly wish: StayAwake } | Refused;

/**
 * Hold a genuine wish against what the ledger offers, and write it down. The last one counts, by Slack's clock, so a
 * request that is sent again cannot bring an earlier one back. `now` in milliseconds.
 */
export async function decideStay(
  claim: AwakeClaim,
  { user, at }: Pick<Click, 'user' | 'at'>,
  ledger: Pick<Ledger, 'read' | 'stayAwake'>,
  now: number,
): Promise<StayDecision> {
  const approval = (await ledger.read(claim.key))?.approval;
  const problem = problemWith(claim, approval, user, now);
  if (problem !== undefined) return problem;
  const { stay } = approval ?? {};
  if (stay === undefined) return refused('nothing sleeps', CLICK.gone);
  const end = endOf(claim, at);
  if (!(end > now && end <= now + LONGEST_STAY_MS)) return refused('no time to stay awake', CLICK.past);
  const { schedule, account, region } = stay;
  const wish = { schedule, until: iso(end), by: user, at: iso(at) };
  const counts = await ledger.stayAwake({ account, region }, wish);
  return counts ? { type: 'counts', wish } : refused('overtaken', CLICK.overtaken);
}

/** Milliseconds since the epoch; NaN for a moment that is none. */
function endOf({ action, until = '' }: AwakeClaim, clickedAt: number): number {
  const minutes = AWAKE_MINUTES[action];
  return minutes === undefined ? Date.parse(until) : clickedAt + minutes * 60_000;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
