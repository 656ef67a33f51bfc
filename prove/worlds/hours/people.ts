import fc from 'fast-check';
import { CONFIGURED, HOUR, settingsOf } from './calendar.ts';
import { change, HOME, type Running } from './fleet.ts';
import type { Stage } from './tick.ts';

/** Desired counts, and bounds, that somebody may want. */
const desired = fc.integer({ min: 0, max: 7 });
const bounds = fc.record({ min: fc.integer({ min: 0, max: 3 }), max: fc.integer({ min: 3, max: 8 }) });
const who = fc.integer({ min: 0, max: 2 });

/** What people, and AWS itself, do between two ticks. */
export const anyHappening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('desired'), who, desired }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('bounds'), who, bounds }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('autoscale'), who, desired }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('suspend'), who, scaleIn: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('tag'),
      who,
      tag: fc.constantFrom(undefined, 'Office', 'Lab', 'nobody'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('delete'), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('stay-awake'),
      schedule: fc.constantFrom('Office', 'Lab'),
      hours: fc.constantFrom(1, 5, 30),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('configure'), to: fc.integer({ min: 0, max: 3 }) }),
  },
);
export type Happening = typeof anyHappening extends fc.Arbitrary<infer One> ? One : never;

/** Gives what was changed, if it was something that runs. */
export async function happen(stage: Stage, one: Happening): Promise<Running | undefined> {
  if ('hours' in one) {
    const until = new Date(stage.now + one.hours * HOUR).toISOString();
    await stage.ledger.stayAwake(HOME, {
      schedule: one.schedule,
      until,
      by: 'U1',
      at: new Date(stage.now).toISOString(),
    });
  }
  if ('to' in one) stage.settings = settingsOf(CONFIGURED[one.to] ?? []);
  const running = 'who' in one ? stage.fleet[one.who] : undefined;
  if (!running?.exists) return undefined;
  if ('tag' in one) running.tags = one.tag === undefined ? {} : { 'watchkeeper:hours': one.tag };
  else if (one.what === 'delete') running.exists = false;
  else changeCapacity(running, one);
  return running;
}

function changeCapacity(running: Running, one: Happening): void {
  const now = running.capacity;
  if ('bounds' in one && now.bounds) change(running, { ...now, bounds: one.bounds });
  if ('scaleIn' in one && now.suspended)
    running.capacity = { ...now, suspended: { ...now.suspended, scaleIn: one.scaleIn } };
  if (!('desired' in one)) return;
  if (one.what === 'autoscale') autoscale(running, one.desired);
  else if (running.sleeper.kind === 'service') running.capacity = { ...now, desired: one.desired };
  else change(running, { ...now, desired: clamped(one.desired, running) });
}

/** Within the bounds only, and not where it is suspended. */
function autoscale(running: Running, desired: number): void {
  const { bounds, suspended } = running.capacity;
  const off = suspended && (desired < running.capacity.desired ? suspended.scaleIn : suspended.scaleOut);
  if (!bounds || off) return;
  running.capacity = { ...running.capacity, desired: clamped(desired, running) };
}

/** A desired count that an Auto Scaling group takes. */
function clamped(desired: number, { capacity: { bounds } }: Running): number {
  return bounds ? Math.min(Math.max(desired, bounds.min), bounds.max) : desired;
}
