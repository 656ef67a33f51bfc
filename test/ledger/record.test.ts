import { describe, expect, it } from 'vitest';
import { encodeMark } from '../../shared/ledger/marks.ts';
import { type IncidentItem, recordFrom } from '../../shared/ledger/record.ts';
import { mark } from '../support/incidents.ts';

describe('shared/ledger/record', () => {
  it('takes an item that only counts for an incident that nobody opened', () => {
    expect(recordFrom({ pk: 'key' })).toEqual({
      key: 'key',
      state: 'counting',
      generation: 0,
      marks: [],
      acts: [],
    });
  });

  it('gives everything that the item holds, without what was dealt with', () => {
    const approval = { callbackId: 'c', planHash: 'p', expiresAt: 'later', approvers: ['U0AAAAAAA'] };
    const item: IncidentItem = {
      pk: 'key',
      state: 'closed',
      generation: 3,
      owner: 'a',
      openedAt: '1',
      leaseUntil: '2',
      closedAt: '3',
      handledGroup: 'api:1',
      quietUntil: '4',
      approval,
      marks: new Set([encodeMark(mark('old')), encodeMark(mark('new'))]),
      handled: new Set(['old']),
      acts: new Set([encodeMark(mark('act'))]),
    };

    const { pk, handled: _handled, ...rest } = item;
    expect(recordFrom(item)).toStrictEqual({ ...rest, key: pk, marks: [mark('new')], acts: [mark('act')] });
  });
});
