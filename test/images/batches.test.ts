import { describe, expect, it } from 'vitest';
import { daysAgo, imageOf, indexOf } from '../../prove/worlds/images.ts';
import { archiveOrder, restoreOrder } from '../../shared/images/batches.ts';
import { explain } from '../../shared/images/explain.ts';
import { savingsOf } from '../../shared/images/money.ts';
import { planOf } from './planning.ts';

const child = imageOf('child');
const inner = indexOf('inner', [child]);
const outer = indexOf('outer', [inner, child]);
const signature = imageOf('signature', { subject: child.digest });
const IMAGES = [signature, child, inner, outer];
const order = [outer, inner, child, signature].map(({ digest }) => [digest]);

describe('the order of work', () => {
  it('removes an index before what it lists, a subject before its referrers, and restores the other way', () => {
    expect(archiveOrder(IMAGES)).toEqual(order);
    expect(restoreOrder(IMAGES)).toEqual(order.toReversed());
  });

  it('leaves nothing out, not even what lists itself in a circle', () => {
    const circle = [indexOf('a', [imageOf('b')]), indexOf('b', [imageOf('a')])];

    expect(archiveOrder(circle).flat()).toHaveLength(2);
  });

  it('has nothing to do for no images', () => {
    expect(archiveOrder([])).toEqual([]);
  });
});

describe('the savings of a plan', () => {
  it('are of what is deleted: the archive costs the same', () => {
    const gone = { status: 'ARCHIVED' as const, archivedAt: daysAgo(100), bytes: 5 * 1024 ** 3 };
    const plan = planOf([imageOf('gone', gone), imageOf('old', { bytes: 1024 ** 3 })]);

    const { archived, deleted, dollarsPerMonth } = savingsOf(plan);

    expect(deleted).toEqual({ images: 1, bytes: 5 * 1024 ** 3, gib: 5 });
    expect(archived.gib).toBe(1);
    expect(dollarsPerMonth).toBeCloseTo(0.5);
    expect(plan.bytes).toBe(6 * 1024 ** 3);
  });
});

describe('a reason', () => {
  it('names what it is kept for, and with whom', () => {
    const words = explain({ code: 'in-use', detail: 'service api in prod', via: 'sha256:ab' });

    expect(words).toBe('in use: service api in prod, with sha256:ab');
  });
});
