import type { Deps } from './deps.ts';
import { planHash } from './domain/action.ts';
import type { Outcome } from './domain/decision.ts';
import { executionOf, type IncidentRef } from './domain/incident.ts';
import { undoAsked } from './domain/undo.ts';
import { review } from './guardrails/index.ts';
import { PLAYBOOKS } from './playbooks/index.ts';
import { askPeople } from './respond/ask.ts';
import { claim } from './respond/claim.ts';
import { closeIncident, end } from './respond/close.ts';
import { fleetWide, handsOff } from './respond/fleet.ts';
import { gatherRound } from './respond/gather.ts';
import { afterAnswer, afterNothing, afterVerdict } from './respond/outcomes.ts';
import { passOn } from './respond/pass-on.ts';
import { lookAgain, pause } from './respond/pause.ts';
import { type Durable, type Next, type RoundState, type Run, sentence } from './respond/run.ts';
import { openStory, type Story } from './respond/story.ts';
import { undoAll } from './respond/undo.ts';
import { actAndWatch } from './respond/work.ts';

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

/** Gather -> decide -> review -> ask. Whatever waits, for time or for people, decides again from fresh facts. */
async function takeRound(run: Run, story: Story, round: number, before: RoundState): Promise<Next> {
  const { response, settings, deps } = run;
  const gathered = await gatherRound(run, round, before);
  if (gathered.type === 'taken') return { type: 'end', outcome: 'taken' };
  if (gathered.type === 'partial') return lookAgain(run, story, round, before, gathered.reason);
  const { facts, seen, group, remember, stay } = gathered;
  const state = { ...before, blind: 0, facts, dealt: { seen, group, remember, stay } };
  story.learn(gathered, state);
  const takeBack = undoAsked(gathered.guard.record, state.attempts);
  if (takeBack) return undoAll(run, story, round, gathered, state.attempts, takeBack);
  const wide = state.attempts.length === 0 ? fleetWide(run, gathered) : undefined;
  if (wide !== undefined) return handsOff(run, story, gathered, wide);

  // What was done is told, also when Slack did not take the first message about it.
  const isUnheard = !story.isShown() && state.attempts.length === 0;
  const decision = response.decide(gathered.facts, settings, gathered.guard.now);
  if (decision.type === 'nothing') {
    await passOn(run, round, decision.passOn ?? []);
    const silent = decision.silent === true && isUnheard;
    const ending = afterNothing(decision, state, gathered.guard.now);
    return end(run, story, gathered, ending, silent ? 'silent' : 'tell');
  }
  if (decision.type === 'wait') {
    const { reason, seconds, nextStep, waitsFor, silent } = decision;
    const change = { reason, ...(nextStep && { nextStep }), ...(waitsFor && { waitsFor }) };
    const heard = silent && isUnheard ? undefined : change;
    return pause(run, story, `wait-${round}`, state, seconds, heard);
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
  if (answered.type === 'taken') return { type: 'end', outcome: 'taken' };
  if (answered.type !== 'snoozed') return end(run, story, gathered, afterAnswer(answered));
  const seconds = deps.config.approval.snoozeMinutes * 60;
  return pause(run, story, `snooze-${round}`, state, seconds, { answer: answered.answer });
}
