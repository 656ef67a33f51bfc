import type { Deps } from './deps.ts';
import { planHash } from './domain/action.ts';
import type { Outcome, Plan, Verdict } from './domain/decision.ts';
import type { IncidentRef } from './domain/incident.ts';
import type { IncidentView } from './domain/view.ts';
import { review } from './guardrails/index.ts';
import { PLAYBOOKS } from './playbooks/index.ts';
import { carryOut } from './respond/act.ts';
import { askPeople } from './respond/ask.ts';
import { claim } from './respond/claim.ts';
import { closeIncident } from './respond/close.ts';
import { fleetWide, tellFleet } from './respond/fleet.ts';
import { gatherRound, type Round } from './respond/gather.ts';
import { afterAnswer, afterNothing, afterVerdict, cameBack, type Ending, held } from './respond/outcomes.ts';
import { type Durable, type RoundState, type Run, sentence } from './respond/run.ts';
import { openStory, type Story } from './respond/story.ts';
import { holdPlan, verifyPlan } from './respond/verify.ts';

/** Waits, tries and questions together; nothing that goes well needs more. */
const ROUNDS = 40;

/** What a response may touch: it puts questions to people, but it does not answer them. */
export type RespondDeps = Omit<Deps, 'resume'>;

/** The careful path: one durable execution per incident. `taken`: another execution has the incident. */
export async function respond(
  ref: IncidentRef,
  durable: Durable,
  deps: RespondDeps,
): Promise<Outcome | 'taken'> {
  const playbook = PLAYBOOKS.find((one) => one.id === ref.playbook);
  if (!playbook) throw new Error(`incident ${ref.id} names playbook "${ref.playbook}", which does not exist`);
  const run: Run = { ref, playbook, settings: deps.config.playbooks[playbook.id]?.settings, durable, deps };

  if ((await claim(run)) === 'taken') return 'taken';
  const story = openStory(run);
  try {
    return await takeRounds(run, story);
  } catch (cause) {
    const reason = `Watchkeeper itself failed: ${sentence(cause)}`;
    await closeIncident(run, story, undefined, { type: 'failed', code: 'action-failed', reason });
    throw new Error(`incident ${ref.id}: ${reason}`, { cause });
  }
}

async function takeRounds(run: Run, story: Story): Promise<Outcome> {
  let state: RoundState = { attempts: [] };
  for (let round = 1; round <= ROUNDS; round += 1) {
    const next = await takeRound(run, story, round, state);
    if (next.type === 'end') return next.outcome;
    state = next.state;
  }
  const reason = `no end after ${ROUNDS} rounds; a person must look`;
  return closeIncident(run, story, undefined, { type: 'failed', code: 'not-verified', reason });
}

type Next =
  | { readonly type: 'again'; readonly state: RoundState }
  | { readonly type: 'end'; readonly outcome: Outcome };

/** Gather -> decide -> review -> ask. Whatever waits, for time or for people, decides again from fresh facts. */
async function takeRound(run: Run, story: Story, round: number, state: RoundState): Promise<Next> {
  const { playbook, settings, durable, deps } = run;
  const again = (change: Partial<RoundState> = {}): Next => ({
    type: 'again',
    state: { ...state, ...change },
  });
  const pause = async (name: string, seconds: number, change: Partial<IncidentView>): Promise<Next> => {
    await story.tell(`${name}-${round}`, { phase: 'waiting', ...change });
    await durable.wait(`${name}-${round}`, { seconds });
    return again();
  };

  const gathered = await gatherRound(run, round, state);
  if (gathered.type === 'partial') return end(run, story, undefined, [gathered.outcome]);
  story.learn(gathered, state);
  const wide = fleetWide(gathered);
  if (wide !== undefined) return handsOff(run, story, gathered, wide);

  const decision = playbook.decide(gathered.facts, settings, gathered.guard.now);
  if (decision.type === 'nothing') return end(run, story, gathered, afterNothing(decision, state.attempts));
  if (decision.type === 'wait') return pause('wait', decision.seconds, { reason: decision.reason });

  const verdict = review(decision, gathered.guard);
  if (verdict.type === 'deny' || verdict.type === 'observe') {
    return end(run, story, gathered, afterVerdict(decision, verdict));
  }

  const hash = planHash(decision.actions);
  if (verdict.type === 'ask' && state.approved?.planHash !== hash) {
    const answered = await askPeople(run, story, round, decision, verdict, hash);
    if (answered.type === 'approved') return again({ approved: { planHash: hash, answer: answered.answer } });
    if (answered.type !== 'snoozed') return end(run, story, gathered, afterAnswer(answered));
    return pause('snooze', deps.config.approval.snoozeMinutes * 60, { answer: answered.answer });
  }
  return actAndWatch(run, story, round, state, { gathered, decision, verdict });
}

interface Agreed {
  readonly gathered: Round;
  readonly decision: Plan;
  readonly verdict: Verdict;
}

/** Act -> verify -> hold. What did not work is decided again, knowing that it was tried. */
async function actAndWatch(
  run: Run,
  story: Story,
  round: number,
  state: RoundState,
  agreed: Agreed,
): Promise<Next> {
  const { gathered, decision: plan, verdict } = agreed;
  const answer = verdict.type === 'ask' ? state.approved?.answer : undefined;
  const { attempts: made, stopped } = await carryOut(
    run,
    round,
    plan,
    gathered.guard.now,
    answer?.by ?? verdict.by,
  );
  const attempts = [...state.attempts, ...made];
  const change = { attempts, plan, verdict, reason: plan.reason, ...(answer && { answer }) };
  if (stopped) return end(run, story, gathered, [stopped, change]);
  await story.tell(`verify-${round}`, { phase: 'verifying', ...change });

  const { check, at: fixedAt } = await verifyPlan(run, round, plan, attempts);
  if (check.type !== 'held') return { type: 'again', state: { ...state, attempts } };
  if (check.final) return end(run, story, gathered, held(check, attempts, fixedAt, gathered.evidence));
  await story.tell(`hold-${round}`, { phase: 'holding', attempts, fixedAt });

  const kept = await holdPlan(run, round, plan, attempts);
  if (kept.type === 'changed') return { type: 'again', state: { ...state, attempts } };
  if (kept.type !== 'held') return end(run, story, gathered, cameBack(kept, attempts));
  return end(run, story, gathered, held(kept, attempts, fixedAt, gathered.evidence));
}

/** The fleet fails, not this service: the cluster's one message says it for all that people have not seen yet. */
async function handsOff(run: Run, story: Story, round: Round, verdict: Verdict): Promise<Next> {
  const outcome: Outcome = { ...verdict, type: 'refused' };
  const told = story.isShown() ? 'tell' : 'silent';
  await closeIncident(run, story, round, outcome, { verdict }, told);
  await tellFleet(run, round, verdict);
  return { type: 'end', outcome };
}

async function end(
  run: Run,
  story: Story,
  round: Round | undefined,
  [outcome, change]: Ending,
): Promise<Next> {
  return { type: 'end', outcome: await closeIncident(run, story, round, outcome, change) };
}
