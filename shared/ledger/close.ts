import type { Clock, Closing, Ledger } from '../deps.ts';
import { type IncidentRecord, type IncidentRef, MARKS_CAP } from '../domain/incident.ts';
import { DAY_SECONDS } from './expiry.ts';
import { decodeMark, decodeMarks, encodeMark } from './marks.ts';
import { type IncidentItem, recordFrom } from './record.ts';
import type { Table } from './table.ts';
import type { Writes } from './writes.ts';

/** Acts older than the longest budget need not be remembered. */
const ACTS_KEPT_MS = 2 * DAY_SECONDS * 1000;

/** Closing moves the failures that were seen to `handled`, so that their redelivery opens nothing. */
export function createClose(table: Table, writes: Writes, clock: Clock): Ledger['close'] {
  return async function close(
    ref: IncidentRef,
    owner: string,
    { at, seen, handledGroup, quietUntil }: Closing,
  ): Promise<IncidentRecord> {
    const item: Partial<IncidentItem> = (await table.get(ref.key, 'incident')) ?? {};
    if (isOver(item, ref, owner)) return recordFrom({ pk: ref.key, ...item });
    const handled = new Set([...(item.handled ?? []), ...seen].slice(-MARKS_CAP));
    const dealtWith = new Set(seen);
    const oldMarks = [...(item.marks ?? [])].filter((mark) => dealtWith.has(decodeMark(mark).id));
    const oldest = new Date(clock() - ACTS_KEPT_MS).toISOString();
    const oldActs = decodeMarks(item.acts).filter((act) => act.at < oldest);
    return writes.writeAsOwner(ref, owner, {
      set: `#state = :closed, closedAt = :at${handled.size ? ', handled = :handled' : ''}, handledGroup = :group${quietUntil ? ', quietUntil = :quiet' : ''}`,
      rest: `${quietUntil ? '' : 'REMOVE quietUntil '}${deletions(oldMarks.length > 0, oldActs.length > 0)}`,
      values: {
        ':closed': 'closed',
        ':at': at,
        ...(handled.size && { ':handled': handled }),
        ':group': handledGroup,
        ...(quietUntil && { ':quiet': quietUntil }),
        ...(oldMarks.length && { ':seen': new Set(oldMarks) }),
        ...(oldActs.length && { ':oldActs': new Set(oldActs.map(encodeMark)) }),
      },
    });
  };
}

/** Closed before, by this owner; or the next incident is open already. */
function isOver(item: Partial<IncidentItem>, ref: IncidentRef, owner: string): boolean {
  if ((item.generation ?? 0) > ref.generation) return true;
  return item.state === 'closed' && item.owner === owner && item.generation === ref.generation;
}

function deletions(marks: boolean, acts: boolean): string {
  const parts = [marks && 'marks :seen', acts && 'acts :oldActs'].filter(Boolean);
  return parts.length ? `DELETE ${parts.join(', ')}` : '';
}
