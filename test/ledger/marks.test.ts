import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeMark,
  decodeMarks,
  decodeQuiet,
  encodeMark,
  encodeQuiet,
  onePerId,
} from '../../shared/ledger/marks.ts';
import { mark } from '../support/incidents.ts';

const AT = '2026-11-23T09:59:00.000Z';
const plain = fc.string().filter((text) => !text.includes('|'));

describe('shared/ledger/marks', () => {
  it('gives back what was written down, whatever the text', () => {
    fc.assert(
      fc.property(plain, plain, fc.string({ minLength: 1 }), (id, group, data) => {
        expect(decodeMark(encodeMark({ at: AT, id, group, data }))).toEqual({ at: AT, id, group, data });
        expect(decodeMark(encodeMark({ at: AT, id, group }))).toStrictEqual({ at: AT, id, group });
        expect(decodeQuiet(encodeQuiet({ group, until: AT, generation: 7 }))).toEqual({
          group,
          until: AT,
          generation: 7,
        });
      }),
    );
  });

  it('lets no name break out of its place', () => {
    const text = encodeMark({ at: AT, id: 'a|b', group: 'c|d', data: 'e|f' });

    expect(decodeMark(text)).toEqual({ at: AT, id: 'a/b', group: 'c/d', data: 'e|f' });
  });

  it('reads the oldest first, and keeps the newest of each id', () => {
    const old = mark('task-1', { at: '2026-11-23T09:00:00.000Z' });
    const other = mark('task-2', { at: '2026-11-23T09:30:00.000Z' });
    const late = mark('task-1', { at: '2026-11-23T09:45:00.000Z' });

    const marks = decodeMarks(new Set([late, old, other].map(encodeMark)));

    expect(marks).toEqual([old, other, late]);
    expect(onePerId(marks)).toEqual([other, late]);
    expect(decodeMarks(undefined)).toEqual([]);
  });
});
