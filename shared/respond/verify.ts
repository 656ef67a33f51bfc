import type { Attempt, Check, Plan } from '../domain/decision.ts';
import type { ApprovalAnswer } from '../domain/incident.ts';
import { undoAsked } from '../domain/undo.ts';
import { lease, type Run, sentence, situated } from './run.ts';

/**
 * Seconds between two looks: soon at first, then less often, so that long watches stay cheap. Nobody waits for
 * the news that it still holds.
 */
const FIRST_LOOK = 10;
const FIRST_LOOK_WHILE_HOLDING = 60;
const LONGEST_PAUSE = 300;
/** Somebody who wants something taken back waits for the next look. */
const LONGEST_PAUSE_BEFORE_UNDO = 120;
/** When the last look fails, the next ones may come so much later. */
const BLIND_MS = 10 * 60_000;

/** Somebody who may approve asks to take it back. */
export interface UndoAsked {
  readonly type: 'undo';
  readonly reason: string;
  readonly answer: ApprovalAnswer;
}

/** A check, and when it was made (ISO 8601). */
export interface Checked {
  readonly check: Check | UndoAsked;
  readonly at: string;
}

interface Watch extends Checked {
  /** Milliseconds since the epoch; 0 before the first look, -1 after the last. */
  readonly until: number;
}

/** Wait until the plan has worked, has failed, or its deadline passes. */
export async function verifyPlan(
  run: Run,
  round: number,
  plan: Plan,
  attempts: readonly Attempt[],
  undoUntil?: string,
): Promise<Checked> {
  const { check, at } = await watch(run, plan, attempts, {
    name: `verify-${round}`,
    seconds: plan.deadlineSeconds,
    firstPause: FIRST_LOOK,
    patient: ['waiting'],
    undoUntil,
  });
  if (check.type !== 'waiting') return { check, at };
  const minutes = Math.round(plan.deadlineSeconds / 60);
  const reason = `after ${minutes} min still not: ${plan.success} (${check.reason})`;
  return { check: { type: 'failed', reason }, at };
}

/** Watch for the come-back period: it must hold, or hold again, until the period ends. */
export async function holdPlan(
  run: Run,
  round: number,
  plan: Plan,
  attempts: readonly Attempt[],
  undoUntil?: string,
): Promise<Check | UndoAsked> {
  const { check } = await watch(run, plan, attempts, {
    name: `hold-${round}`,
    seconds: plan.holdSeconds,
    firstPause: FIRST_LOOK_WHILE_HOLDING,
    patient: ['waiting', 'held'],
    undoUntil,
  });
  return check.type === 'waiting'
    ? { type: 'failed', reason: `not steady any more: ${check.reason}` }
    : check;
}

interface Watching {
  readonly name: string;
  readonly seconds: number;
  /** Seconds before the second look; each further pause is longer by as much. */
  readonly firstPause: number;
  readonly patient: readonly Look['type'][];
  /** ISO 8601: until then somebody may ask to take it back; absent when nobody can. */
  readonly undoUntil: string | undefined;
}

/** Look again and again while the check is one of `patient` and the time is not up. */
function watch(
  run: Run,
  plan: Plan,
  attempts: readonly Attempt[],
  { name, seconds, firstPause, patient, undoUntil }: Watching,
): Promise<Watch> {
  const initialState: Watch = { until: 0, at: '', check: { type: 'waiting', reason: 'not looked at yet' } };
  const look = async ({ until }: Watch): Promise<Watch> => {
    const now = run.deps.clock();
    const end = until === 0 ? now + seconds * 1000 : until;
    const at = new Date(now).toISOString();
    const check = await checkNow(run, plan, attempts, now);
    const settled = check.type === 'held' && check.final === true;
    const over = now >= end + (check.type === 'unread' ? BLIND_MS : 0) || settled;
    const shown: Watch['check'] = check.type === 'unread' ? { ...check, type: 'waiting' } : check;
    if (!over && patient.includes(shown.type)) return { until: end, check: shown, at };
    run.deps.log.info('watched', { incidentId: run.ref.id, watch: name, check: shown });
    return { until: -1, check: shown, at };
  };
  return run.durable.waitForCondition(name, look, {
    initialState,
    waitStrategy: ({ until, at }, attempt) =>
      until === -1
        ? { shouldContinue: false }
        : {
            shouldContinue: true,
            delay: { seconds: Math.min(firstPause * attempt, longestPause(at, undoUntil)) },
          },
  });
}

function longestPause(at: string, undoUntil = ''): number {
  return at < undoUntil ? LONGEST_PAUSE_BEFORE_UNDO : LONGEST_PAUSE;
}

type Look = Check | UndoAsked | { readonly type: 'unread'; readonly reason: string };

/** A look that fails says nothing about the service. */
async function checkNow(run: Run, plan: Plan, attempts: readonly Attempt[], now: number): Promise<Look> {
  const { ref, owner, response, settings, deps } = run;
  try {
    const record = await deps.ledger.renew(ref, owner, lease(now));
    if (!record) return { type: 'unread', reason: 'another execution has the incident' };
    const answer = undoAsked(record, attempts);
    if (answer) return { type: 'undo', reason: 'somebody asks to take it back', answer };
    const situation = { incident: ref, record, attempts, now, ...situated(run) };
    return await response.verify(plan, situation, deps.reads, settings, now);
  } catch (error) {
    deps.log.warn('could not look', { incidentId: ref.id, reason: sentence(error) });
    return { type: 'unread', reason: `could not look: ${sentence(error)}` };
  }
}
