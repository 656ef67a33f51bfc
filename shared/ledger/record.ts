import type { Approval, IncidentRecord, IncidentState } from '../domain/incident.ts';
import { decodeMarks, decodeQuiet, onePerId } from './marks.ts';

/** An incident's item as DynamoDB holds it; sets are absent when empty. */
export interface IncidentItem {
  readonly pk: string;
  readonly state?: IncidentState;
  readonly generation?: number;
  readonly owner?: string;
  readonly marks?: ReadonlySet<string>;
  /** Ids of the failures that earlier incidents dealt with. */
  readonly handled?: ReadonlySet<string>;
  readonly acts?: ReadonlySet<string>;
  readonly openedAt?: string;
  readonly leaseUntil?: string;
  readonly closedAt?: string;
  readonly quiet?: ReadonlySet<string>;
  readonly remembered?: string;
  readonly approval?: Approval;
}

export function recordFrom(item: IncidentItem): IncidentRecord {
  const { owner, openedAt, leaseUntil, closedAt, quiet, remembered, approval } = item;
  return {
    key: item.pk,
    state: item.state ?? 'counting',
    generation: item.generation ?? 0,
    marks: onePerId(decodeMarks(item.marks)).filter((mark) => !item.handled?.has(mark.id)),
    acts: decodeMarks(item.acts),
    quiet: [...(quiet ?? [])].map(decodeQuiet),
    ...(owner !== undefined && { owner }),
    ...(openedAt !== undefined && { openedAt }),
    ...(leaseUntil !== undefined && { leaseUntil }),
    ...(closedAt !== undefined && { closedAt }),
    ...(remembered !== undefined && { remembered }),
    ...(approval !== undefined && { approval }),
  };
}
