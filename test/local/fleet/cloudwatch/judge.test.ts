import { describe, expect, it } from 'vitest';
import { judge, type Point } from '../../../../local/fleet/cloudwatch/judge.ts';

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
const LETTERS: Readonly<Record<string, Point>> = { '0': 'within', X: 'breaching', '-': 'missing' };

/** `KEPT` stands for the state that the alarm is in: each row is tried in all three. */
const KEPT = 'KEPT';
const NO_DATA = 'INSUFFICIENT_DATA';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html */
const PAGE = [
  ['0 - X - X', 3, 'OK', 'OK', 'OK', 'OK'],
  ['0 - - - -', 3, 'OK', 'OK', 'OK', 'OK'],
  ['- - - - -', 3, NO_DATA, KEPT, 'ALARM', 'OK'],
  ['0 X X - X', 3, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['- - X - -', 3, 'ALARM', KEPT, 'ALARM', 'OK'],
  ['0 - X - X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 0 X 0 X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 - X - -', 2, 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - 0', 2, 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - X -', 2, 'ALARM', KEPT, 'ALARM', 'OK'],
] as const;

describe('local/fleet/cloudwatch/judge', () => {
  it.each(PAGE)('judges %s with %i of 3 as the page of AWS does', (row, datapointsToAlarm, ...expected) => {
    const points = row.split(' ').map((letter) => LETTERS[letter] ?? 'missing');

    for (const current of ['OK', 'ALARM', NO_DATA] as const) {
      const found = TREATMENTS.map((treatMissingData) =>
        judge(points, { evaluationPeriods: 3, datapointsToAlarm, treatMissingData }, current),
      );

      expect(found).toEqual(expected.map((state) => (state === KEPT ? current : state)));
    }
  });

  it.each(['- - - - X', '- - - X -'])('does not go to ALARM early on %s', (row) => {
    const points = row.split(' ').map((letter) => LETTERS[letter] ?? 'missing');
    const rules = { evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: 'missing' } as const;

    expect(judge(points, rules, 'OK')).toBe('OK');
  });
});
