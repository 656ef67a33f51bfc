import { keepHours as execute } from '../../../shared/actions/hours/keep-hours.ts';
import type { Ledger } from '../../../shared/deps.ts';
import { isHoursAction } from '../../../shared/domain/action.ts';
import type { Attempt, Plan } from '../../../shared/domain/decision.ts';
import { type IncidentRecord, incidentKey } from '../../../shared/domain/incident.ts';
import type { Situation } from '../../../shared/domain/playbook.ts';
import type { ScalingTarget } from '../../../shared/domain/target.ts';
import { checkHours } from '../../../shared/playbooks/scaling/hours-check.ts';
import { decideHours } from '../../../shared/playbooks/scaling/hours-decision.ts';
import { gatherSchedule } from '../../../shared/playbooks/scaling/hours-schedule.ts';
import type { HoursSettings } from '../../../shared/playbooks/scaling/hours-schema.ts';
import { accountTarget } from '../../../shared/playbooks/scaling/hours-targets.ts';
import { gatherTick } from '../../../shared/playbooks/scaling/hours-tick.ts';
import { decodeConfig } from '../../../shared/runtime/config/index.ts';
import { incidentRef } from '../../../test/support/incidents.ts';
import { HOME, plantOf, type Running, readsOf } from './fleet.ts';
import { Died, type Trouble, troubled } from './trouble.ts';

const CONFIG = decodeConfig('mode: act', 'proof');
const MOST_ROUNDS = 8;
/** As Lambda repeats a step whose answer was lost. */
const MOST_TRIES = 3;

/** What a tick works on. */
export interface Stage {
  readonly fleet: readonly Running[];
  readonly ledger: Ledger;
  settings: HoursSettings;
  /** Milliseconds since the epoch. */
  now: number;
  /** Writes to AWS so far. */
  readonly calls: { writes: number };
}

/** One tick as the playbook answers it: look at all, and then each schedule that is due. True when all went well. */
export async function tick(stage: Stage, troubles: readonly Trouble[]): Promise<boolean> {
  const { settings, fleet } = stage;
  const told = { struck: 0 };
  const port = troubled(plantOf(fleet, stage.calls), stage.ledger, troubles, told);
  const { facts } = await gatherTick(situationOf(stage, accountTarget(HOME), []), readsOf(fleet), settings);
  const decision = decideHours(facts, settings, stage.now);
  const due = decision.type === 'nothing' ? (decision.passOn ?? []) : [];
  for (const { target } of due) {
    const ended = await keepSchedule(stage, target as ScalingTarget, port);
    if (ended === 'died') return false;
  }
  return told.struck === 0;
}

type Port = Parameters<typeof execute>[1];

async function keepSchedule(stage: Stage, target: ScalingTarget, port: Port): Promise<'ended' | 'died'> {
  const attempts: Attempt[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const situation = situationOf(stage, target, attempts);
    const { facts } = await gatherSchedule(situation, readsOf(stage.fleet), stage.settings);
    const decision = decideHours(facts, stage.settings, stage.now);
    if (decision.type !== 'act') return 'ended';
    const outcome = await carryOut(decision, port, attempts);
    if (outcome !== 'done') return outcome === 'died' ? 'died' : 'ended';
    await checkHours(decision, situation, readsOf(stage.fleet), stage.settings);
  }
  throw new Error(`an incident of ${target.name} did not end within ${MOST_ROUNDS} rounds`);
}

async function carryOut(plan: Plan, port: Port, attempts: Attempt[]): Promise<'done' | 'failed' | 'died'> {
  for (const action of plan.actions.filter(isHoursAction)) {
    const result = await repeated(() => execute(action, port));
    if (result === 'died') return 'died';
    attempts.push({ action, result, at: '' });
    if (result.type !== 'done') return 'failed';
  }
  return 'done';
}

async function repeated<Value>(step: () => Promise<Value>): Promise<Value | 'died'> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    try {
      return await step();
    } catch (error) {
      if (error instanceof Died) return 'died';
    }
  }
  return 'died';
}

function situationOf(stage: Stage, target: ScalingTarget, attempts: readonly Attempt[]): Situation {
  const incident = incidentRef({ playbook: 'keep-hours', target });
  const key = incidentKey('keep-hours', target);
  const record: IncidentRecord = { key, generation: 1, state: 'open', marks: [], acts: [], quiet: [] };
  const hours = () => stage.ledger.hours(HOME);
  return { incident, record, attempts, now: stage.now, config: CONFIG, hours };
}
