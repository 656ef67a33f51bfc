import { globSync, readFileSync } from 'node:fs';
import { live } from './cell.ts';
import type { Calm } from './judge.ts';
import { FAULTS } from './kinds/index.ts';
import { MORNINGS } from './mornings/index.ts';
import type { Morning } from './mornings/morning.ts';
import type { Cell } from './striking.ts';

/** A morning without a fault in it, by its name. */
export type Calms = ReadonlyMap<string, Calm>;

export async function liveCalmly(): Promise<Calms> {
  const calms = new Map<string, Calm>();
  for (const morning of MORNINGS) {
    const [answered, unanswered] = await Promise.all([live(morning), live(morning, undefined, false)]);
    calms.set(morning.name, { answered, unanswered });
  }
  return calms;
}

export interface Placed {
  readonly morning: Morning;
  readonly calm: Calm;
  readonly cell: Cell;
}

/** Every fault that can happen at every call site, each once and as an outage, in the first morning that reaches it. */
export function matrix(calms: Calms): readonly Placed[] {
  const before = new Set<string>();
  return MORNINGS.flatMap((morning) => {
    const calm = calmOf(calms, morning);
    const added = sitesOf(calm).filter(([site]) => !before.has(site));
    for (const [site] of added) before.add(site);
    return added.flatMap(([site, called]) =>
      FAULTS.filter((fault) => fault.happens?.(called) !== false).flatMap((fault) =>
        (['once', 'outage'] as const).map((lasts) => ({ morning, calm, cell: { site, fault, lasts } })),
      ),
    );
  });
}

function calmOf(calms: Calms, { name }: Morning): Calm {
  const calm = calms.get(name);
  if (!calm) throw new Error(`the morning "${name}" was not lived through without a fault`);
  return calm;
}

/** In an order that is the same each time. */
function sitesOf({ answered }: Calm) {
  return [...answered.sites].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** What the document client calls its commands, by what they are on the wire. */
const ON_THE_WIRE: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
};

/** No morning has another account in it: test/aws/uses/elsewhere.test.ts tries what can go wrong there. */
const NO_MORNING = 'shared/aws/uses/elsewhere.ts';

/** What is no effect of a morning by its own name. */
const ELSEWHERE: readonly string[] = [
  // Part of the effects `hours.sleep` and `hours.wake`.
  'ledger.saveCapacity',
  'ledger.forgetCapacity',
  // Only a person's click leads to these: test/respond/keep-hours.test.ts, test/actions/scaling.test.ts
  // and test/actions/steps.test.ts.
  'ledger.stayAwake',
  'DeleteScalingPolicy',
  'DeregisterScalableTarget',
  'DeleteAlarms',
  'DeleteScheduledAction',
];

/** Commands and effects that the code has, and that no calm morning reached: they would be missing from the matrix. */
export function unreached(calms: Calms): readonly string[] {
  const lived = [...calms.values()].map(({ answered }) => answered);
  const reached = new Set(lived.flatMap(({ sites }) => [...sites.keys()].flatMap((site) => site.split(' '))));
  const sources = globSync('shared/**/*.ts', { exclude: [NO_MORNING] }).map((file) =>
    readFileSync(file, 'utf8'),
  );
  const commands = sources.flatMap((text) =>
    [...text.matchAll(/new (\w+)Command\(/g)].map(([, name = '']) => name),
  );
  const effects = lived
    .slice(0, 1)
    .flatMap(({ world: { deps } }) => [
      ...Object.keys(deps.ledger).map((name) => `ledger.${name}`),
      ...Object.keys(deps.reads).map((name) => `reads.${name}`),
    ]);
  return [...new Set([...commands.map((name) => ON_THE_WIRE[name] ?? name), ...effects])].filter(
    (name) => !reached.has(name) && !ELSEWHERE.includes(name),
  );
}
