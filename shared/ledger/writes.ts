import type { Clock } from '../deps.ts';
import { FencedError } from '../domain/errors.ts';
import type { IncidentRecord, IncidentRef } from '../domain/incident.ts';
import { expiry } from './expiry.ts';
import { recordFrom } from './record.ts';
import type { Table, Update, Written } from './table.ts';

/** An incident's item is forgotten so long after it was last written. */
const INCIDENT_DAYS = 30;

export interface Write {
  readonly set?: string;
  readonly rest?: string;
  readonly condition?: string;
  readonly names?: Record<string, string>;
  readonly values?: Record<string, unknown>;
}

export interface Writes {
  /** Update an incident's item and push its expiry out. */
  write(key: string, change: Write): Promise<Written>;
  /** A write that only the open incident's owner may make; FencedError for anybody else. */
  writeAsOwner(ref: IncidentRef, owner: string, change: Write): Promise<IncidentRecord>;
}

export function createWrites(table: Table, clock: Clock): Writes {
  function write(key: string, { set = '', rest = '', condition, names, values }: Write): Promise<Written> {
    const update: Update = {
      UpdateExpression: `SET expires = :expires${set && `, ${set}`}${rest && ` ${rest}`}`,
      ...(condition && { ConditionExpression: condition }),
      ...(names && { ExpressionAttributeNames: names }),
      ExpressionAttributeValues: { ...values, ':expires': expiry(clock(), INCIDENT_DAYS) },
    };
    return table.update(key, 'incident', update);
  }

  async function writeAsOwner(ref: IncidentRef, owner: string, change: Write): Promise<IncidentRecord> {
    const written = await write(ref.key, {
      ...change,
      condition: '#state = :open AND generation = :generation AND #owner = :owner',
      names: { '#state': 'state', '#owner': 'owner' },
      values: { ...change.values, ':open': 'open', ':generation': ref.generation, ':owner': owner },
    });
    if (written.type === 'written') return recordFrom({ pk: ref.key, ...written.item });
    throw new FencedError(`incident ${ref.id} is not ${owner}'s any more, so it may not write to it`);
  }

  return { write, writeAsOwner };
}
