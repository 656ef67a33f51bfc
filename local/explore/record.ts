import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { IncidentRecord } from '../../shared/domain/incident.ts';
import { type IncidentItem, recordFrom } from '../../shared/ledger/record.ts';
import { KEY } from './case.ts';
import type { State } from './state.ts';
import type { WireItem } from './table.ts';

const records = new WeakMap<WireItem, IncidentItem>();

/** The incident's item in this state; undefined before the first failure. */
export function itemOf({ items }: Pick<State, 'items'>): IncidentItem | undefined {
  const found = Object.values(items).find(({ pk, sk }) => pk?.S === KEY && sk?.S === 'incident');
  if (!found) return undefined;
  const item = records.get(found) ?? ({ ...unmarshall(found), pk: KEY } as IncidentItem);
  records.set(found, item);
  return item;
}

export function recordOf(state: Pick<State, 'items'>): IncidentRecord | undefined {
  const item = itemOf(state);
  return item && recordFrom(item);
}
