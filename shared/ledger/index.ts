import type { Clock, Ledger } from '../deps.ts';
import { actionHash } from '../domain/action.ts';
import type { Receipt } from '../domain/decision.ts';
import { FencedError } from '../domain/errors.ts';
import type { Approval, ApprovalAnswer, IncidentRecord, IncidentRef } from '../domain/incident.ts';
import { MARKS_CAP, type Mark } from '../domain/mark.ts';
import { createBudget } from './budget.ts';
import { createClose } from './close.ts';
import { expiry } from './expiry.ts';
import { createHours } from './hours.ts';
import { encodeMark } from './marks.ts';
import { recordFrom } from './record.ts';
import { openTable, type TableOptions } from './table.ts';
import { createWrites } from './writes.ts';

/** Receipts are the audit trail: a year and some, so that a yearly review finds them all. */
const RECEIPT_DAYS = 400;

/** IAM actions that each door needs on the table. */
export const LEDGER_PERMISSIONS = {
  triage: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
  respond: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  slack: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
} as const;

/** The memory of Watchkeeper: conditional writes on single items of one DynamoDB table. */
export function createLedger(options: TableOptions & { readonly clock: Clock }): Ledger {
  const { clock } = options;
  const table = openTable(options);
  const writes = createWrites(table, clock);
  const { write, writeAsOwner } = writes;

  async function mark(key: string, marks: readonly Mark[]): Promise<IncidentRecord> {
    const { item } = await write(key, {
      rest: 'ADD marks :marks',
      condition: 'attribute_not_exists(marks) OR size(marks) < :cap',
      values: { ':marks': new Set(marks.map(encodeMark)), ':cap': MARKS_CAP },
    });
    return recordFrom({ pk: key, ...item });
  }

  async function prune(key: string, marks: readonly Mark[]): Promise<void> {
    if (marks.length === 0) return;
    await write(key, { rest: 'DELETE marks :old', values: { ':old': new Set(marks.map(encodeMark)) } });
  }

  async function read(key: string): Promise<IncidentRecord | undefined> {
    const item = await table.get(key, 'incident');
    return item && recordFrom({ pk: key, ...item });
  }

  async function claim(ref: IncidentRef, owner: string, until: string): Promise<'claimed' | 'taken'> {
    const fresh = ref.generation === 1 ? 'attribute_not_exists(generation)' : 'generation = :previous';
    const written = await write(ref.key, {
      set: '#state = :open, generation = :generation, #owner = :owner, openedAt = :at, leaseUntil = :until',
      rest: 'REMOVE closedAt, approval',
      condition: `${fresh} OR (generation = :generation AND #owner = :owner AND #state = :open)`,
      names: { '#state': 'state', '#owner': 'owner' },
      values: {
        ':open': 'open',
        ':generation': ref.generation,
        ...(ref.generation > 1 && { ':previous': ref.generation - 1 }),
        ':owner': owner,
        ':at': ref.openedAt,
        ':until': until,
      },
    });
    return written.type === 'written' ? 'claimed' : 'taken';
  }

  async function renew(ref: IncidentRef, owner: string, until: string): Promise<IncidentRecord | undefined> {
    try {
      return await writeAsOwner(ref, owner, { set: 'leaseUntil = :until', values: { ':until': until } });
    } catch (error) {
      if (error instanceof FencedError) return undefined;
      throw error;
    }
  }

  function intend(ref: IncidentRef, owner: string, act: Mark): Promise<IncidentRecord> {
    const values = { ':act': new Set([encodeMark(act)]) };
    return writeAsOwner(ref, owner, { rest: 'ADD acts :act', values });
  }

  function receipt(entry: Receipt): Promise<void> {
    const number = String(entry.generation).padStart(6, '0');
    return table.add({
      pk: entry.incident,
      sk: `receipt#${number}#${entry.at}#${actionHash(entry.action)}`,
      ...entry,
      expires: expiry(clock(), RECEIPT_DAYS),
    });
  }

  async function ask(ref: IncidentRef, owner: string, approval: Approval, until: string): Promise<void> {
    const values = { ':approval': approval, ':until': until };
    await writeAsOwner(ref, owner, { set: 'approval = :approval, leaseUntil = :until', values });
  }

  async function answer(key: string, planHash: string, given: ApprovalAnswer): Promise<Approval | undefined> {
    const { item } = await write(key, {
      set: 'approval.answer = :answer',
      condition:
        'attribute_exists(approval) AND attribute_not_exists(approval.answer) AND approval.planHash = :hash',
      values: { ':answer': given, ':hash': planHash },
    });
    return item && recordFrom({ pk: key, ...item }).approval;
  }

  return {
    mark,
    prune,
    read,
    claim,
    renew,
    intend,
    receipt,
    ask,
    answer,
    close: createClose(writes, clock),
    ...createBudget(table),
    ...createHours(table),
  };
}
