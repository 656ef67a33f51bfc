import type { IncidentRecord } from '../../shared/domain/incident.ts';
import { type IncidentItem, recordFrom } from '../../shared/ledger/record.ts';
import { KEY } from './case.ts';
import type { State } from './state.ts';

/** The incident's item in this state; undefined before the first failure. */
export function itemOf({ items }: Pick<State, 'items'>): IncidentItem | undefined {
  const found = Object.values(items).find(({ pk, sk }) => pk === KEY && sk === 'incident');
  return found && { ...found, pk: KEY };
}

export function recordOf(state: Pick<State, 'items'>): IncidentRecord | undefined {
  const item = itemOf(state);
  return item && recordFrom(item);
}
