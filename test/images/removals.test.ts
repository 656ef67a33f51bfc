import { describe, expect, it } from 'vitest';
import { daysAgo, imageOf, indexOf, TODAY, useOf } from '../../prove/worlds/images.ts';
import type { Image } from '../../shared/domain/image.ts';
import { unusedSince } from '../../shared/images/unused-since.ts';
import { fateOf, LIMITS, planOf } from './planning.ts';

const archived = (days: number) => ({ status: 'ARCHIVED' as const, archivedAt: daysAgo(days) });
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => imageOf(at, { pushedAt: daysAgo(400 - at) }));

describe('what goes, and when', () => {
  it.each<[string, Partial<Image>, number, string]>([
    ['an active image to the archive', {}, 90, 'archive'],
    ['nothing for good before its second period is over', archived(89), 90, 'waiting'],
    ['an archived image for good after it', archived(90), 90, 'delete'],
    ['nothing for good when it is never to', archived(900), 0, 'never-deleted'],
    [
      'a restored image to the archive first',
      { archivedAt: daysAgo(200), activatedAt: daysAgo(99) },
      90,
      'archive',
    ],
    ['nothing that does not say when it was archived', { status: 'ARCHIVED' }, 90, 'waiting'],
    ['nothing whose archive time cannot be read', { status: 'ARCHIVED', archivedAt: '?' }, 90, 'waiting'],
  ])('sends %s', (_what, more, deleteAfterDays, fate) => {
    const image = imageOf('old', more);

    const plan = planOf([image], { limits: { ...LIMITS, deleteAfterDays } });

    expect(fateOf(plan, image)).toBe(fate);
  });

  it('keeps an archived index until what hangs on it alone may go with it', () => {
    const child = imageOf('child', archived(80));
    const index = indexOf('index', [child], archived(100));

    const plan = planOf([child, index]);

    expect([fateOf(plan, child), fateOf(plan, index)]).toEqual(['waiting', 'waiting']);
  });

  it('does not wait for a child that another index lists as well: it stays with that one', () => {
    const child = imageOf('child', archived(80));
    const index = indexOf('index', [child], archived(100));
    const other = indexOf('other', [child], archived(80));

    const plan = planOf([child, index, other]);

    expect([child, index, other].map((image) => fateOf(plan, image))).toEqual([
      'waiting',
      'delete',
      'waiting',
    ]);
  });

  it('never deletes an archived child before an index that lists it', () => {
    const child = imageOf('child', archived(100));
    const index = indexOf('index', [child]);

    const plan = planOf([child, index]);

    expect([fateOf(plan, child), fateOf(plan, index)]).toEqual(['waiting', 'archive']);
  });

  it('goes on with a family that a crash left half archived', () => {
    const child = imageOf('child');
    const index = indexOf('index', [child], archived(1));

    const plan = planOf([child, index]);

    expect([fateOf(plan, child), fateOf(plan, index)]).toEqual(['archive', 'waiting']);
  });
});

describe('a registry without an archive', () => {
  const limits = { ...LIMITS, archive: false };
  const old = imageOf('old');

  it('deletes nothing at the first look, and remembers it', () => {
    const plan = planOf([old], { limits });

    expect(fateOf(plan, old)).toBe('waiting');
    expect(unusedSince(new Map(), plan, TODAY)).toEqual(new Map([[old.digest, daysAgo(0)]]));
  });

  it('deletes what was unused ever since a look so long ago', () => {
    const since = new Map([[old.digest, daysAgo(90)]]);

    const plan = planOf([old], { limits, unusedSince: since });

    expect(fateOf(plan, old)).toBe('delete');
  });

  it('forgets what is used again, and starts anew', () => {
    const plan = planOf([old], { limits, graph: { uses: [useOf({ digest: old.digest })], unread: [] } });

    expect(unusedSince(new Map([[old.digest, daysAgo(50)]]), plan, TODAY).size).toBe(0);
  });

  it('learns nothing from a partial graph, but forgets what it shows in use', () => {
    const used = imageOf('used');
    const graph = { uses: [useOf({ digest: used.digest })], unread: ['Lambda: throttled'] };
    const before = new Map([old, used].map(({ digest }) => [digest, daysAgo(50)]));

    const plan = planOf([old, used, imageOf('other')], { limits, graph });

    expect(unusedSince(before, plan, TODAY)).toEqual(new Map([[old.digest, daysAgo(50)]]));
  });
});

describe('the limits of a run', () => {
  it.each([
    ['a share of the images', { maxPercent: 30 }, 3],
    ['a share, rounded down', { maxPercent: 39 }, 3],
    ['a number of images', { maxImages: 4 }, 4],
    ['nothing, when that is what they say', { maxPercent: 0 }, 0],
  ])('allow %s, the oldest first', (_what, limits, count) => {
    const images = many(10);

    const plan = planOf(images, { limits: { ...LIMITS, ...limits } });

    expect(plan.archive).toEqual(images.slice(0, count));
    expect(plan.keptBy).toEqual({ 'over-limit': 10 - count });
    expect(plan.unused.size).toBe(10);
  });

  it('count deletions and archivals together, deletions first', () => {
    const images = [...many(3), imageOf('archived', archived(100))];

    const plan = planOf(images, { limits: { ...LIMITS, maxImages: 2 } });

    expect([plan.delete.length, plan.archive.length]).toEqual([1, 1]);
  });

  it('never cut a family: one that is too large is passed over for the next', () => {
    const children = many(3);
    const index = indexOf('index', children, { pushedAt: daysAgo(500) });
    const next = imageOf('next', { pushedAt: daysAgo(100) });

    const plan = planOf([...children, index, next], { limits: { ...LIMITS, maxImages: 3 } });

    expect(plan.archive).toEqual([next]);
    expect(plan.keptBy).toEqual({ 'over-limit': 4 });
  });

  it('let a shared child go with the last index that lists it', () => {
    const shared = imageOf('shared');
    const first = indexOf('first', [shared], { pushedAt: daysAgo(300) });
    const last = indexOf('last', [shared], { pushedAt: daysAgo(200) });
    const images = [shared, first, last];

    const one = planOf(images, { limits: { ...LIMITS, maxImages: 1 } });
    const all = planOf(images, { limits: { ...LIMITS, maxImages: 3 } });

    expect(one.archive).toEqual([first]);
    expect(all.archive).toHaveLength(3);
  });
});
