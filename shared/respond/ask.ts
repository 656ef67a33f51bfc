import type { Plan, Verdict } from '../domain/decision.ts';
import { FencedError } from '../domain/errors.ts';
import type { ApprovalAnswer } from '../domain/incident.ts';
import { lease, type Run, retry } from './run.ts';
import { type Story, TRIES_TO_ASK } from './story.ts';

type Ask = Extract<Verdict, { type: 'ask' }>;

export type Answered =
  | { readonly type: 'approved' | 'denied' | 'snoozed'; readonly answer: ApprovalAnswer }
  | { readonly type: 'expired'; readonly reason: string }
  /** Another execution has the incident. */
  | { readonly type: 'taken' };

/** Put the plan to people and wait, at no cost, until one of them answers or the question expires. */
export async function askPeople(
  run: Run,
  story: Story,
  round: number,
  plan: Plan,
  verdict: Ask,
  planHash: string,
): Promise<Answered> {
  const { ref, owner, durable, deps } = run;
  const { snoozeMinutes } = deps.config.approval;
  const expiresMinutes = Math.max(deps.config.approval.expiresMinutes, plan.patienceMinutes ?? 0);
  const [waiting, callbackId] = await durable.createCallback(`answer-${round}`, {
    timeout: { seconds: expiresMinutes * 60 },
  });
  const expiresAt = await durable.step(
    `ask-${round}`,
    async () => {
      const expires = new Date(deps.clock() + expiresMinutes * 60_000).toISOString();
      const { approvers } = verdict;
      const approval = { callbackId, planHash, expiresAt: expires, approvers };
      const until = lease(deps.clock(), expiresMinutes * 60);
      return (await isTaken(deps.ledger.ask(ref, owner, approval, until))) ? 'taken' : expires;
    },
    { retryStrategy: retry(8, 2) },
  );
  if (expiresAt === 'taken') return { type: 'taken' };
  const approval = { planHash, expiresAt, snoozeMinutes };
  const change = { phase: 'asking', plan, verdict, reason: plan.reason, approval } as const;
  await story.tell(`ask-${round}`, change, TRIES_TO_ASK);
  try {
    return readAnswer(await waiting, verdict);
  } catch {
    const late = await durable.step(`late-answer-${round}`, () => readLateAnswer(run, planHash, verdict), {
      retryStrategy: retry(8, 2),
    });
    if (late && isReply(late.type)) return { type: late.type, answer: late };
    return { type: 'expired', reason: `nobody answered within ${expiresMinutes} min` };
  }
}

async function isTaken(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return false;
  } catch (error) {
    if (error instanceof FencedError) return true;
    throw error;
  }
}

/** An answer that was written down, and never reached us, counts. */
async function readLateAnswer(
  { ref, deps }: Run,
  planHash: string,
  { approvers }: Ask,
): Promise<ApprovalAnswer | null> {
  const approval = (await deps.ledger.read(ref.key))?.approval;
  const answer = approval?.planHash === planHash ? approval.answer : undefined;
  return answer && approvers.includes(answer.by) ? answer : null;
}

/** What the Slack door sent: it is checked again, because it came over the wire, and the ledger has other writers. */
function readAnswer(text: string, { approvers }: Ask): Answered {
  const { type, by, at } = JSON.parse(text) as Partial<ApprovalAnswer>;
  if (!isReply(type)) throw new Error('an unknown answer');
  if (typeof by !== 'string' || typeof at !== 'string') throw new Error('an answer without a name or a time');
  if (!approvers.includes(by)) throw new Error('an answer of somebody who may not answer');
  return { type, answer: { type, by, at } };
}

/** Whether it answers a question: an undo does not. */
function isReply(type: unknown): type is 'approved' | 'denied' | 'snoozed' {
  return type === 'approved' || type === 'denied' || type === 'snoozed';
}
