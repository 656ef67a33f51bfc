import { expect, it } from 'vitest';
import { CALLS } from './calls/index.ts';
import { covers, differingPaths, listedPaths } from './compare.ts';
import { DIFFERENCES } from './differences/index.ts';
import type { Observation } from './observe.ts';

/** What one call came to on either side. */
export interface Observed {
  readonly fleet: Observation;
  readonly moto: Observation;
}

const LIST = 'test-aws/contract/differences';

export function checkContract(observed: ReadonlyMap<string, Observed>): void {
  const seen = (what: string): Observed => observed.get(what) ?? { fleet: {}, moto: {} };

  it.each(CALLS)('the simulated fleet and moto agree on $what, but for what is listed', ({ what }) => {
    const { fleet, moto } = seen(what);
    const listed = listedPaths(DIFFERENCES, what);

    const news = differingPaths(fleet, moto).filter((path) => !listed.some((known) => covers(known, path)));

    const told = news.map((path) => `${path}: the fleet says ${fleet[path]}, moto says ${moto[path]}`);
    expect(told, `see which is right; repair the fleet, or add it to ${LIST}`).toEqual([]);
  });

  it.each(DIFFERENCES)('they still differ where the list says so: $what', ({ at }) => {
    const gone = Object.entries(at).flatMap(([call, listed]) => {
      const paths = differingPaths(seen(call).fleet, seen(call).moto);
      return listed.filter((known) => !paths.some((path) => covers(known, path)));
    });

    expect(gone, `take it out of ${LIST}`).toEqual([]);
  });

  it('both are asked in every call', () => {
    const silent = CALLS.filter(({ what }) => [seen(what).fleet, seen(what).moto].some(isSilent));

    expect(silent.map(({ what }) => what)).toEqual([]);
  });

  it('every call has a name of its own', () => {
    expect(observed.size).toBe(CALLS.length);
  });
}

function isSilent({ calls = '[]' }: Observation): boolean {
  return calls === '[]';
}
