import type { Exchange, FaultKind } from './fault.ts';

/** One kind of fault at one call site: at its first request, or at all of them for a while. */
export interface Cell {
  readonly site: string;
  readonly fault: FaultKind;
  readonly lasts: 'once' | 'outage';
}

const OUTAGE_MS = 12 * 60_000;

/** `once`: the first request. `outage`: the first and whatever follows for a while. */
export function createStriking(cell: Cell | undefined, now: () => number) {
  let from: number | undefined;
  let struck = 0;
  function strikes(site: string, exchange: Exchange): boolean {
    if (cell?.site !== site || cell.fault.ready?.(exchange) === false) return false;
    if (cell.lasts === 'once' && struck > 0) return false;
    from ??= now();
    if (now() - from > OUTAGE_MS) return false;
    struck += 1;
    return true;
  }
  return { strikes, struck: () => struck };
}
