import { describe, expect, it } from 'vitest';
import { encodeMark, encodeQuiet } from '../../shared/ledger/marks.ts';
import { type IncidentItem, recordFrom } from '../../shared/ledger/record.ts';
import { mark } from '../support/incidents.ts';

describe('shared/ledger/record', () => {
  it('takes an item that only counts for an incident that nobody opened', () => {
    expect(recordFrom({ pk: 'key' })).toStrictEqual({
      key: 'key',
      state: 'counting',
      generation: 0,
      marks: [],
      acts: [],
      quiet: [],
    });
  });

  it('gives everything that the item holds, without what was dealt with', () => {
    const told = { group: 'api:1', until: '4', generation: 2 };
    const approval = { callbackId: 'c', planHash: 'p', expiresAt: 'later', approvers: ['U0AAAAAAA'] };
    const item: IncidentItem = {
      pk: 'key',
      state: 'closed',
      generation: 3,
      owner: 'a',
      openedAt: '1',
      leaseUntil: '2',
      closedAt: '3',
      approval,
      marks: new Set([encodeMark(mark('old')), encodeMark(mark('new'))]),
      handled: new Set(['old']),
      acts: new Set([encodeMark(mark('act'))]),
      quiet: new Set([encodeQuiet(told)]),
    };

    const { pk, handled: _handled, ...rest } = item;
    const decoded = { marks: [mark('new')], acts: [mark('act')], quiet: [told] };
    expect(recordFrom(item)).toStrictEqual({ ...rest, key: pk, ...decoded });
  });
});
