import type { Outcome } from '../../shared/domain/decision.ts';
import type { IncidentRecord } from '../../shared/domain/incident.ts';
import { standing } from '../../shared/triage/standing.ts';
import { ACTS_PER_HOUR, TRIGGER, taskName } from './case.ts';
import { itemOf, recordOf } from './record.ts';
import type { State } from './state.ts';

/** What a step broke, in one sentence each; none when all is well. */
export function brokenBy(before: State, after: State): readonly string[] {
  const [was, is] = [recordOf(before), recordOf(after)];
  return [
    ...brokenByClaim(was, is),
    ...brokenByIntent(was, is),
    ...(after.history.effects.length > before.history.effects.length ? brokenByAct(after, is) : []),
    ...budgetsOf(after).flatMap((size) =>
      size > ACTS_PER_HOUR ? [`${size} acts were taken out of a budget of ${ACTS_PER_HOUR}`] : [],
    ),
  ];
}

/** One response per incident: an owner only changes with the next generation. */
function brokenByClaim(was?: IncidentRecord, is?: IncidentRecord): readonly string[] {
  if (!is || !was || is.generation === 0) return [];
  if (is.generation === was.generation && is.owner !== was.owner)
    return [`incident ${is.generation} went from ${was.owner} to ${is.owner}`];
  const jumped = is.generation !== was.generation && is.generation !== was.generation + 1;
  return jumped ? [`incident ${was.generation} was followed by ${is.generation}`] : [];
}

/** Only who holds the open incident may say that it will act. */
function brokenByIntent(was?: IncidentRecord, is?: IncidentRecord): readonly string[] {
  const intents = is?.acts.slice(was?.acts.length ?? 0) ?? [];
  const foreign = intents.filter(({ group }) => was?.state !== 'open' || group !== String(was.generation));
  return foreign.map(({ group }) => `incident ${group} was to be acted on, and belonged to nobody any more`);
}

/**
 * The newest change of the fleet: who made it held the incident when it wrote its intent down, right before; had the
 * plan approved; and made it once. Between the intent and the change another may take the incident over, because
 * AWS knows nothing of our fencing token.
 */
function brokenByAct({ history }: State, record?: IncidentRecord): readonly string[] {
  const effect = history.effects.at(-1);
  if (!effect || !record) return ['the fleet was changed without an incident'];
  const { generation, intended, planHash } = effect;
  const broken: string[] = [];
  if (!intended) broken.push(`the fleet was changed for incident ${generation} without a written intent`);
  const answers = history.answers.filter((one) => one.generation === generation && one.planHash === planHash);
  if (!answers.some(({ type }) => type === 'approved' || type === 'undone'))
    broken.push('the fleet was changed unasked');
  if (answers.some(({ type }) => type === 'denied')) broken.push('the fleet was changed after a no');
  if (answers.some(({ at, expiresAt }) => at >= expiresAt)) broken.push('the approval came too late');
  const same = history.effects.filter((one) => one.generation === generation && one.planHash === planHash);
  if (same.length > 1) broken.push(`plan ${planHash} was carried out ${same.length} times`);
  return broken;
}

function budgetsOf({ items }: State): readonly number[] {
  const budgets = Object.values(items).filter(({ sk }) => sk === 'budget');
  return budgets.map(({ acts }) => (acts instanceof Set ? acts.size : 0));
}

/** What is wrong with a state in which nothing is left to happen. */
export function brokenAtEnd(state: State): readonly string[] {
  return [...lostFailures(state), ...badOutcomes(state), ...forgottenIncident(state)];
}

/** Every failure is counted, or was dealt with. */
function lostFailures(state: State): readonly string[] {
  const item = itemOf(state);
  const counted = new Set([...(item?.marks ?? [])].map((mark) => mark.split('|')[1]));
  return state.toldAt.flatMap((_at, index) => {
    const task = taskName(index + 1);
    const kept = counted.has(task) || item?.handled?.has(task);
    return kept ? [] : [`the failure of task ${index + 1} is nowhere`];
  });
}

function badOutcomes({ processes }: State): readonly string[] {
  return Object.entries(processes).flatMap(([name, { stand, dead }]) => {
    if (dead) return [];
    if (stand.type !== 'ended') return [`${name} has no outcome: it ${stand.type}`];
    const outcome = stand.result as Outcome | 'taken';
    return outcome === 'taken' || outcome.reason !== '' ? [] : [`${name} ended without a reason`];
  });
}

/** An open incident whose response has ended, or failures that are enough for one and have none. */
function forgottenIncident(state: State): readonly string[] {
  const record = recordOf(state);
  if (!record) return [];
  const owner = Object.entries(state.processes).find(([name]) => name === record.owner)?.[1];
  if (record.state === 'open')
    return owner?.dead ? [] : [`incident ${record.generation} is open, and nobody answers it`];
  const { type, reason } = standing(record, TRIGGER, state.now);
  const someoneDied = Object.values(state.processes).some(({ dead }) => dead);
  return type === 'open' && !someoneDied ? [`no incident was opened: ${reason}`] : [];
}
