import type { Check, Plan } from '../../domain/decision.ts';
import type { Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { isOfGroup, type Lever, leverMove, leverWords } from '../../scaling/lever.ts';
import { alarmNames } from './heard-alarms.ts';
import { groupWords, hasHadEffect, seenBy } from './provider.ts';
import { readScalable } from './scalable.ts';
import type { Scalable } from './scale-facts.ts';

/** Whether what was asked for runs, and the alarms are over it: then there is nothing to watch. */
export async function checkScale(plan: Plan, situation: Situation, reads: Reads): Promise<Check> {
  const wanted = wantedBy(plan);
  const found = await readScalable(situation.incident.target, reads);
  if (found === undefined) return { type: 'failed', reason: 'it is gone' };
  const scalable = seenBy(found, wanted.sets);
  if (scalable.desired !== wanted.to) {
    return { type: 'changed', reason: `somebody else set it from ${wanted.to} to ${scalable.desired}` };
  }
  const words = standing(scalable);
  const alarms = await Promise.all(alarmNames(situation.record.marks).map((name) => reads.alarm(name)));
  const ringing = alarms.flatMap((alarm) => (alarm?.state === 'ALARM' ? [alarm.name] : []));
  if (ringing.length === 0) return { type: 'held', final: true, reason: `no alarm is left, ${words}` };
  if (!isThere(scalable, wanted)) return { type: 'waiting', reason: words };
  return { type: 'held', reason: `${words}; ${ringing.join(', ')} is still in ALARM` };
}

interface Wanted {
  readonly from: number;
  readonly to: number;
  readonly sets?: Lever | undefined;
}

function isThere(scalable: Scalable, wanted: Wanted): boolean {
  if (scalable.kind === 'capacity-provider') return hasHadEffect(scalable, wanted);
  const { running } = scalable;
  const { from, to } = wanted;
  return to > from ? running >= to : running <= to;
}

function standing(scalable: Scalable): string {
  const { kind, running, desired } = scalable;
  if (kind === 'service') return `${running} of ${desired} run`;
  if (kind === 'auto-scaling-group' || isOfGroup(scalable.sets)) return groupWords(scalable.group);
  return `its ${leverWords(scalable.sets)} is ${desired}`;
}

/** The number that the plan sets. */
function wantedBy({ actions }: Plan): Wanted {
  for (const action of actions) {
    if (action.kind === 'ecs.set-desired-count') return { from: action.from, to: action.to };
    if (action.kind === 'scaling.set-group-size') return { from: action.from.desired, to: action.to.desired };
    if (action.kind === 'scaling.set-managed-scaling' || action.kind === 'scaling.set-group-bounds') {
      const moved = leverMove(action.from, action.to);
      if (moved !== undefined) return moved;
    }
  }
  throw new TypeError('the plan sets no capacity');
}
