import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SetDesiredCount } from '../../shared/domain/fleet-action.ts';
import { netChanges } from '../../shared/domain/net-change.ts';
import type { SetScalableRange } from '../../shared/domain/scaling-action.ts';
import { undoOf } from '../../shared/domain/undo.ts';

const ARN = 'arn:aws:ecs:eu-west-1:123456789012';
const TARGET = { target: `${ARN}:service/prod/payments-api`, risk: 'medium' } as const;
const SERVICE = { ...TARGET, clusterArn: `${ARN}:cluster/prod`, service: 'payments-api' };
const SUSPENDED = { scaleIn: false, scaleOut: false, scheduled: false };

function count(from: number, to: number, revision = 'payments-api:2'): SetDesiredCount {
  const base = { kind: 'ecs.set-desired-count', ...SERVICE, revision } as const;
  return { ...base, from, to, inverse: { ...base, from: to, to: from } };
}

function range(min: number, max: number): SetScalableRange {
  const base = { kind: 'scaling.set-range', ...TARGET, resourceId: 'service/prod/payments-api' } as const;
  const [from, to] = [min, max].map((one) => ({ min: one, max: 20, suspended: SUSPENDED }));
  if (!from || !to) throw new Error('two ranges are made');
  return { ...base, from, to, inverse: { ...base, from: to, to: from } };
}

const done = (action: SetDesiredCount | SetScalableRange) => ({
  action,
  result: { type: 'done', reason: 'set' } as const,
  at: '2026-11-23T09:00:00Z',
});

describe('shared/domain/net-change', () => {
  it('takes rounds of scaling back in one step per thing, the one that was changed last first', () => {
    const rounds = [count(2, 4), range(2, 4), count(4, 7), range(4, 7)];

    expect(undoOf(rounds.map(done))?.actions).toEqual([range(7, 2), count(7, 2)]);
  });

  it('is never longer than there are things, however many rounds there were', () => {
    const steps = fc.array(fc.nat(9), { minLength: 1, maxLength: 40 });
    const counts = (values: readonly number[]) =>
      values.map((to, index) => count(values[index - 1] ?? 3, to));

    fc.assert(
      fc.property(steps, (values) => {
        const last = values.at(-1) ?? 3;
        expect(netChanges(counts(values))).toEqual(last === 3 ? [] : [count(3, last)]);
      }),
    );
  });

  it('goes by the revision of the last round, which is the one that runs', () => {
    const [back] = undoOf([done(count(2, 4)), done(count(4, 7, 'payments-api:3'))])?.actions ?? [];

    expect(back).toMatchObject({ from: 7, to: 2, revision: 'payments-api:3' });
  });

  it('keeps apart what somebody else moved in between, so that it is not overwritten', () => {
    expect(undoOf([count(2, 4), count(5, 7)].map(done))?.actions).toEqual([count(7, 5), count(4, 2)]);
  });

  it('offers nothing to take back when all is where it was', () => {
    expect(undoOf([count(2, 4), count(4, 2)].map(done))).toBeUndefined();
  });
});
