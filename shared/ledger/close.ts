import type { Clock, Closing, Ledger } from '../deps.ts';
import { FencedError } from '../domain/errors.ts';
import type { IncidentRecord, IncidentRef } from '../domain/incident.ts';
import { MARKS_CAP } from '../domain/mark.ts';
import { DAY_SECONDS } from './expiry.ts';
import { decodeMark, decodeQuiet, encodeQuiet } from './marks.ts';
import { type IncidentItem, recordFrom } from './record.ts';
import type { Write, Writes } from './writes.ts';

/** Acts older than the longest budget need not be remembered. */
const ACTS_KEPT_MS = 2 * DAY_SECONDS * 1000;
/** Tidying up costs a write, so it waits until there is so much to forget. */
const WORTH_IT = 50;

/** Closing puts the failures that were dealt with on a list of their own, so that their redelivery opens nothing. */
export function createClose({ write }: Writes, clock: Clock): Ledger['close'] {
  return async function close(ref: IncidentRef, owner: string, closing: Closing): Promise<IncidentRecord> {
    const written = await write(ref.key, closingWrite(ref, owner, closing));
    const item: IncidentItem = { ...written.item, pk: ref.key };
    if (written.type === 'written') await tidyUp(item, closing.seen);
    else if (!isOver(item, ref, owner)) {
      throw new FencedError(`incident ${ref.id} is not ${owner}'s any more, so it may not close it`);
    }
    return recordFrom(item);
  };

  /** Forget what nothing asks for any more: handled marks, old acts and quiet times, what earlier incidents handled. */
  async function tidyUp(item: IncidentItem, justSeen: readonly string[]) {
    const { pk, marks = new Set(), acts = new Set(), handled = new Set(), quiet = new Set() } = item;
    const oldest = new Date(clock() - ACTS_KEPT_MS).toISOString();
    const oldMarks = [...marks].filter((mark) => handled.has(decodeMark(mark).id));
    const oldActs = [...acts].filter((act) => decodeMark(act).at < oldest);
    const oldQuiet = [...quiet].filter((told) => decodeQuiet(told).until < oldest);
    const earlier = [...handled].filter((id) => !justSeen.includes(id));
    const oldHandled = earlier.slice(0, Math.max(0, handled.size - MARKS_CAP));
    const forgotten = { marks: oldMarks, acts: oldActs, handled: oldHandled, quiet: oldQuiet };
    const lists = Object.entries(forgotten).filter(([, list]) => list.length > 0);
    if (lists.reduce((sum, [, list]) => sum + list.length, 0) < WORTH_IT) return;
    await write(pk, {
      rest: `DELETE ${lists.map(([name]) => `${name} :${name}`).join(', ')}`,
      values: Object.fromEntries(lists.map(([name, list]) => [`:${name}`, new Set(list)])),
    });
  }
}

function closingWrite(ref: IncidentRef, owner: string, { at, seen, quiet, remember, offer }: Closing): Write {
  const told = quiet ? [encodeQuiet({ ...quiet, generation: ref.generation })] : [];
  const added = Object.entries({ handled: seen, quiet: told }).filter(([, list]) => list.length > 0);
  return {
    set: [
      '#state = :closed, closedAt = :at',
      ...(remember === undefined ? [] : ['remembered = :remember']),
      ...(offer === undefined ? [] : ['approval = :offer']),
    ].join(', '),
    rest: added.length > 0 ? `ADD ${added.map(([name]) => `${name} :${name}`).join(', ')}` : '',
    condition: '#state = :open AND generation = :generation AND #owner = :owner',
    names: { '#state': 'state', '#owner': 'owner' },
    values: {
      ':closed': 'closed',
      ':open': 'open',
      ':generation': ref.generation,
      ':owner': owner,
      ':at': at,
      ...(remember !== undefined && { ':remember': remember }),
      ...(offer !== undefined && { ':offer': offer }),
      ...Object.fromEntries(added.map(([name, list]) => [`:${name}`, new Set(list)])),
    },
  };
}

/** Its own owner is refused only what it closed before; or the next incident is open already. */
function isOver(item: IncidentItem, ref: IncidentRef, owner: string): boolean {
  if ((item.generation ?? 0) > ref.generation) return true;
  return item.owner === owner && item.generation === ref.generation;
}
