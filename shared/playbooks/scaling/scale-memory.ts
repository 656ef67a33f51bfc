import type { Situation } from '../../domain/playbook.ts';
import { ratePerTask } from '../../scaling/flow.ts';
import { withCount } from '../../scaling/history.ts';
import type { CapacityScaleFacts, HeardAlarm, Scalable } from './scale-facts.ts';

/** What one look leaves to the next, also to that of a later incident: values mean nothing without the counts of then. */
export type ScaleMemory = Pick<CapacityScaleFacts, 'history' | 'rates'>;

/** As the look before left it, else as an earlier incident of this target did. */
export function memoryOf(before: CapacityScaleFacts | undefined, { record }: Situation): ScaleMemory {
  const left: Partial<ScaleMemory> = before ?? JSON.parse(record.remembered ?? '{}');
  return { history: left.history ?? [], rates: left.rates ?? {} };
}

/** With the counts of now, and with what the queues show of their tasks. */
export function remembering(
  { history, rates }: ScaleMemory,
  scalable: Scalable | undefined,
  alarms: readonly HeardAlarm[],
  changedAt: number | undefined,
  now: number,
): ScaleMemory {
  // The numbers of a capacity provider serve nothing: no metric depends on them as on tasks that run.
  if (scalable === undefined || scalable.kind === 'capacity-provider') return { history, rates };
  const counted = withCount(history, scalable, changedAt, now);
  const { desired, running } = scalable;
  const found = alarms.flatMap(({ queue, flow, points, periodSeconds }) => {
    if (queue === undefined || flow === undefined) return [];
    const facts = { desired, running, history: counted, points, periodSeconds };
    return [[queue, ratePerTask(facts, { ...flow, known: rates[queue] })] as const];
  });
  return { history: counted, rates: { ...rates, ...Object.fromEntries(found) } };
}
