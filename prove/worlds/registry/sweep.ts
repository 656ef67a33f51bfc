import { SILENT } from '../../../local/log.ts';
import { createExecute } from '../../../shared/actions/index.ts';
import type { Attempt, Check, Plan } from '../../../shared/domain/decision.ts';
import type { IncidentRecord } from '../../../shared/domain/incident.ts';
import type { Situation } from '../../../shared/domain/playbook.ts';
import type { RegistryTarget } from '../../../shared/domain/target.ts';
import type { CleanSettings } from '../../../shared/playbooks/clean-images.ts';
import { verifySweep } from '../../../shared/playbooks/ecr/sweep-check.ts';
import { decideSweep } from '../../../shared/playbooks/ecr/sweep-decision.ts';
import { publicReads, type SweepReads } from '../../../shared/playbooks/ecr/sweep-place.ts';
import { gatherSweep } from '../../../shared/playbooks/ecr/sweep-response.ts';
import { incidentRef, SITUATED } from '../../../test/support/incidents.ts';
import { readsOf } from './reads.ts';
import { clients, type Stage, UNDISTURBED } from './stage.ts';
import { createCalls, Died, type Step, type Trouble } from './trouble.ts';
import type { Watch } from './watch.ts';

const MINUTE = 60_000;
const execute = createExecute(clients, SILENT);

/** One sweep as `shared/respond.ts` makes it: gather, decide, act, verify, and again. */
export async function sweep(
  stage: Stage,
  settings: CleanSettings,
  trouble: Trouble,
  watch: Watch,
): Promise<void> {
  const calls = createCalls(stage, trouble, watch);
  stage.around = calls.around;
  const all = readsOf(stage, trouble, watch, calls.around);
  const reads = stage.kind === 'public' ? publicReads(all) : all;
  try {
    const situation = situationOf(stage);
    const end = await takeRounds(stage, settings, reads, situation, calls.step, watch);
    stage.remembered = situation.record.remembered;
    watch.ended(end);
    stage.waiting.closed();
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  }
  stage.around = UNDISTURBED;
}

/** What a response logs and waits after; a death is none of its business. */
async function orNothing<Result>(running: Promise<Result>): Promise<Result | undefined> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof Died) throw error;
    return undefined;
  }
}

function pass({ world }: Stage, minutes: number): Promise<void> {
  return world.timeline.run(world.timeline.now() + minutes * MINUTE);
}

function isoNow({ world }: Stage): string {
  return new Date(world.timeline.now()).toISOString();
}

/**
 * `seen`: it saw that nothing is left to do. `stopped`: it could not remove all that it wanted to. `failed`: it could
 * not read, or could not give back, what it should, and people are told.
 */
export type End = 'seen' | 'stopped' | 'failed';

async function takeRounds(
  stage: Stage,
  settings: CleanSettings,
  reads: SweepReads,
  situation: Open,
  step: Step,
  watch: Watch,
): Promise<End> {
  const registry = stage.kind === 'public' ? 'public' : 'private';
  for (let blind = 0; blind < 4; ) {
    const gathered = await orNothing(step(3, () => gatherSweep(situation, reads, settings, registry)));
    if (gathered === undefined) {
      blind += 1;
      await pass(stage, 5);
      continue;
    }
    watch.chooses();
    situation.record = leaving(situation.record, gathered.remember);
    const plan = decideSweep(gathered.facts, settings);
    if (plan.type === 'wait') await pass(stage, plan.seconds / 60);
    if (plan.type === 'wait') continue;
    if (plan.type !== 'act') return 'seen';
    const carriedOut = await orNothing(carryOut(stage, plan, situation.attempts, step));
    if (carriedOut === undefined) return 'failed';
    if (carriedOut === 'stopped') return plan.thenDecideAgain ? 'failed' : 'stopped';
    const check = await verified(stage, settings, plan, situation, reads, step);
    if (check.type === 'held' && !plan.thenDecideAgain) return 'seen';
  }
  return 'failed';
}

async function carryOut(
  stage: Stage,
  plan: Plan,
  attempts: Attempt[],
  step: Step,
): Promise<'all' | 'stopped'> {
  for (const action of plan.actions) {
    const result = await step(8, () => execute(action));
    attempts.push({ action, result, at: isoNow(stage) });
    if (result.type !== 'done') return 'stopped';
  }
  return 'all';
}

async function verified(
  stage: Stage,
  settings: CleanSettings,
  plan: Plan,
  situation: Situation,
  reads: SweepReads,
  step: Step,
): Promise<Check> {
  const { timeline } = stage.world;
  const end = timeline.now() + plan.deadlineSeconds * 1000;
  for (;;) {
    const look = () => verifySweep(plan, situation, reads, settings, timeline.now());
    const check = await orNothing(step(1, look));
    if (check !== undefined && check.type !== 'waiting') return check;
    if (timeline.now() >= end) return { type: 'failed', reason: 'the time is up' };
    await pass(stage, 5);
  }
}

type Open = Omit<Situation, 'record'> & { readonly attempts: Attempt[]; record: IncidentRecord };

/** What a round remembers, the next one knows. */
function leaving(record: IncidentRecord, remembered: string | undefined): IncidentRecord {
  return remembered === undefined ? record : { ...record, remembered };
}

function situationOf(stage: Stage): Open {
  const { remembered } = stage;
  const { account, region } = stage.world;
  const target: RegistryTarget = { kind: 'registry', account, region, partition: 'aws', name: 'registry' };
  const incident = incidentRef({ playbook: 'clean-images', target, openedAt: isoNow(stage) });
  const { key, generation } = incident;
  const marks = [{ at: isoNow(stage), id: 'tick', group: 'sweep' }];
  const open: IncidentRecord = { key, generation, state: 'open', marks, acts: [], quiet: [] };
  const record = leaving(open, remembered);
  return { now: stage.world.timeline.now(), incident, record, attempts: [], ...SITUATED };
}
