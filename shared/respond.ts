import type { Deps } from './deps.ts';
import { planHash } from './domain/action.ts';
import type { Outcome, Plan, Verdict } from './domain/decision.ts';
import { executionOf, type IncidentRef } from './domain/incident.ts';
import type { IncidentView } from './domain/view.ts';
import { review } from './guardrails/index.ts';
import { PLAYBOOKS } from './playbooks/index.ts';
import { carryOut } from './respond/act.ts';
import { askPeople } from './respond/ask.ts';
import { claim } from './respond/claim.ts';
import { closeIncident } from './respond/close.ts';
import { fleetWide, tellFleet } from './respond/fleet.ts';
import { gatherRound, type Round } from './respond/gather.ts';
import {
  afterAnswer,
  afterBlindness,
  afterNothing,
  afterVerdict,
  cameBack,
  type Ending,
} from './respond/outcomes.ts';
import { type Durable, lease, type RoundState, type Run, sentence } from './respond/run.ts';
import { openStory, type Story } from './respond/story.ts';
import { holdPlan, verifyPlan } from './respond/verify.ts';

/** Waits, tries and questions together; nothing that goes well needs more. */
const ROUNDS = 40;
/** A world that cannot be read is looked at again so often, after so long. */
const BLIND_ROUNDS = 3;
const BLIND_SECONDS = 300;

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
  const settings = deps.config.playbooks[playbook.id]?.settings;
  const response = await playbook.response();
  const run: Run = { ref, owner: executionOf(ref), playbook, response, settings, durable, deps };

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

async function takeRounds(run: Run, story: Story): Promise<Outcome | 'taken'> {
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
  | { readonly type: 'end'; readonly outcome: Outcome | 'taken' };

/** Gather -> decide -> review -> ask. Whatever waits, for time or for people, decides again from fresh facts. */
async function takeRound(run: Run, story: Story, round: number, state: RoundState): Promise<Next> {
  const { response, settings, deps } = run;
  const gathered = await gatherRound(run, round, state);
  if (gathered.type === 'taken') return { type: 'end', outcome: 'taken' };
  if (gathered.type === 'partial') return lookAgain(run, story, round, state, gathered.reason);
  story.learn(gathered, state);
  const wide = state.attempts.length === 0 ? fleetWide(run, gathered) : undefined;
  if (wide !== undefined) return handsOff(run, story, gathered, wide);

  const decision = response.decide(gathered.facts, settings, gathered.guard.now);
  if (decision.type === 'nothing') return end(run, story, gathered, afterNothing(decision, state));
  if (decision.type === 'wait') {
    return pause(run, story, `wait-${round}`, state, decision.seconds, { reason: decision.reason });
  }

  const verdict = review(decision, gathered.guard);
  if (verdict.type === 'deny' || verdict.type === 'observe') {
    return end(run, story, gathered, afterVerdict(decision, verdict));
  }

  const hash = planHash(decision.actions);
  if (verdict.type !== 'ask' || state.approved?.planHash === hash) {
    return actAndWatch(run, story, round, state, { gathered, decision, verdict });
  }
  const answered = await askPeople(run, story, round, decision, verdict, hash);
  if (answered.type === 'approved') {
    return { type: 'again', state: { ...state, approved: { planHash: hash, answer: answered.answer } } };
  }
  if (answered.type !== 'snoozed') return end(run, story, gathered, afterAnswer(answered));
  const seconds = deps.config.approval.snoozeMinutes * 60;
  return pause(run, story, `snooze-${round}`, state, seconds, { answer: answered.answer });
}

/** Wait at no cost, having said so to people and to the ledger. */
async function pause(
  run: Run,
  story: Story,
  name: string,
  state: RoundState,
  seconds: number,
  change: Partial<IncidentView>,
): Promise<Next> {
  const { ref, owner, durable, deps } = run;
  await story.tell(name, { phase: 'waiting', ...change });
  await durable.step(`lease-${name}`, () => deps.ledger.renew(ref, owner, lease(deps.clock(), seconds)));
  await durable.wait(name, { seconds });
  return { type: 'again', state };
}

/** What could not be read may be readable in a while; after some times people must know. */
async function lookAgain(
  run: Run,
  story: Story,
  round: number,
  state: RoundState,
  reason: string,
): Promise<Next> {
  const blind = (state.blind ?? 0) + 1;
  if (state.held || blind > BLIND_ROUNDS) return end(run, story, undefined, afterBlindness(reason, state));
  return pause(run, story, `blind-${round}`, { ...state, blind }, BLIND_SECONDS, { reason });
}

interface Agreed {
  readonly gathered: Round;
  readonly decision: Plan;
  readonly verdict: Verdict;
}

/** Act -> verify -> hold. Then it is decided again, knowing what was tried and whether it works. */
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
  if (check.type !== 'held') return { type: 'again', state: { attempts } };
  if (check.final) return { type: 'again', state: { attempts, held: { reason: check.reason, fixedAt } } };
  await story.tell(`hold-${round}`, { phase: 'holding', attempts, fixedAt });

  const kept = await holdPlan(run, round, plan, attempts);
  if (kept.type === 'changed') return { type: 'again', state: { attempts } };
  if (kept.type !== 'held') return end(run, story, gathered, cameBack(kept, attempts));
  return { type: 'again', state: { attempts, held: { reason: kept.reason, fixedAt } } };
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
