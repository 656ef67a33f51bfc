import type { Config } from '../../shared/domain/config.ts';
import type { Decision, Plan, Triage } from '../../shared/domain/decision.ts';
import type { GuardFacts } from '../../shared/domain/guard.ts';
import type { HoursRecord } from '../../shared/domain/hours.ts';
import { type IncidentRecord, type IncidentRef, incidentKey } from '../../shared/domain/incident.ts';
import type { Mark } from '../../shared/domain/mark.ts';
import type { Gathered, Playbook, PlaybookResponse } from '../../shared/domain/playbook.ts';
import type { Reads } from '../../shared/domain/reads.ts';
import { isFleetTarget } from '../../shared/domain/target.ts';
import { review } from '../../shared/guardrails/index.ts';
import { TICK_GROUP } from '../../shared/playbooks/scaling/hours-targets.ts';
import { incidentRef } from '../../shared/triage/standing.ts';
import type { Answer } from './explanation.ts';
import { span } from './span.ts';

/** A failure that is responded to. `now` in milliseconds since the epoch. */
export interface Case {
  readonly playbook: Playbook;
  readonly triage: Exclude<Triage, { type: 'ignore' }>;
  /** The failures that count, oldest first. */
  readonly marks: readonly Mark[];
  readonly config: Config;
  readonly reads: Reads;
  readonly now: number;
}

/** As if nothing had been put to sleep yet. */
const NOBODY_SLEEPS: HoursRecord = { saved: [], awake: [] };

/** A decision that still waits after so many waits is told as it stands. */
const WAITS = 10;

/** Gather -> decide -> review, as the response would do it, but for acting. */
export async function answerTo(one: Case): Promise<Answer> {
  const incident = incidentOf(one);
  const record = recordOf(one, incident);
  const settings = one.config.playbooks[one.playbook.id]?.settings;
  const response = await one.playbook.response();
  const gathered = await response.gather(
    { incident, record, attempts: [], now: one.now, config: one.config, hours: async () => NOBODY_SLEEPS },
    one.reads,
    settings,
  );

  const { decision, waited } = decideAfterWaits(response, gathered, settings, one.now);
  const wait = waited > 0 ? { waitSeconds: waited } : {};
  const reason = waited > 0 ? `after waiting ${span(waited)}: ${decision.reason}` : decision.reason;
  if (decision.type !== 'act') {
    const { nextStep } = decision;
    const more = { ...(nextStep && { nextStep }), ...linesOf(gathered), ...(await handedOn(one, decision)) };
    return { decision: 'nothing', reason, actions: [], ...wait, ...more };
  }
  const facts = await guardFacts(one, incident, record, gathered, waited);
  return { decision: 'act', reason, actions: decision.actions, ...wait, verdict: verdictOn(decision, facts) };
}

/** What a tick found of each target. */
function linesOf({ evidence, group }: Gathered<unknown>): Pick<Answer, 'lines'> {
  const lines = group === TICK_GROUP ? evidence.list?.lines : undefined;
  return lines === undefined ? {} : { lines };
}

/** As the response would: each in an incident of its own. */
async function handedOn(one: Case, decision: Decision): Promise<Pick<Answer, 'handsOn'>> {
  const passOn = decision.type === 'nothing' ? (decision.passOn ?? []) : [];
  if (passOn.length === 0) return {};
  const answers = passOn.map(async (triage) => ({
    target: triage.target.name,
    ...(await answerTo({ ...one, triage, marks: [triage.mark] })),
  }));
  return { handsOn: await Promise.all(answers) };
}

/** The clock moves on by what a decision waits for, since the contract of `explain` knows no waiting. */
function decideAfterWaits(
  { decide }: PlaybookResponse,
  { facts }: Gathered<unknown>,
  settings: unknown,
  now: number,
) {
  let waited = 0;
  let decision: Decision = decide(facts, settings, now);
  for (let waits = 0; decision.type === 'wait' && waits < WAITS; waits += 1) {
    waited += decision.seconds;
    decision = decide(facts, settings, now + waited * 1000);
  }
  return { decision, waited };
}

function incidentOf({ playbook, triage, now }: Case): IncidentRef {
  const key = incidentKey(playbook.id, triage.target);
  return incidentRef({ recordId: triage.mark.id, playbook: playbook.id, key, triage }, 1, now);
}

function recordOf({ marks }: Case, { key, openedAt }: IncidentRef): IncidentRecord {
  return { key, state: 'open', generation: 1, marks, acts: [], quiet: [], openedAt };
}

/** A quiet day: nothing was done yet, and no neighbour fails. */
async function guardFacts(
  { config, now, reads }: Case,
  incident: IncidentRef,
  record: IncidentRecord,
  { tags }: Gathered<unknown>,
  waited: number,
): Promise<GuardFacts> {
  const { target } = incident;
  const cluster = isFleetTarget(target) ? await reads.cluster(target.clusterArn) : undefined;
  return {
    now: now + waited * 1000,
    incident,
    record,
    tags,
    killSwitch: 'off',
    actionsThisHour: 0,
    failingServices: 0,
    activeServices: cluster?.activeServices ?? -1,
    config,
  };
}

function verdictOn(plan: Plan, facts: GuardFacts): NonNullable<Answer['verdict']> {
  const { type, by, reason } = review(plan, facts);
  return { type, by, reason };
}
