import { describe, expect, it } from 'vitest';
import { daysAgo, digestOf, imageOf, indexOf, useOf } from '../../prove/worlds/images.ts';
import type { Image } from '../../shared/domain/image.ts';
import type { ImageRule } from '../../shared/domain/image-plan.ts';
import { fateOf, planOf } from './planning.ts';

const rule = (more: Partial<ImageRule>): readonly ImageRule[] => [{ repositories: '*', ...more }];
const old = (more: Partial<Image>) => imageOf('old', { pushedAt: daysAgo(400), ...more });

describe('what the rules keep', () => {
  it('is what may belong to any image, and nobody tells to which', () => {
    const artifact = old({ tags: [], subjectUnknown: true });

    expect(fateOf(planOf([artifact]), artifact)).toBe('unknown-subject');
  });

  it.each<[string, Partial<ImageRule>, Partial<Image>, string]>([
    ['what is younger than it says', { keepYoungerDays: 30 }, { pushedAt: daysAgo(29) }, 'young'],
    ['nothing that is older', { keepYoungerDays: 30 }, { pushedAt: daysAgo(30) }, 'archive'],
    [
      'what was pushed today, however short it is',
      { keepYoungerDays: 0.1 },
      { pushedAt: daysAgo(0.9) },
      'young',
    ],
    ['what was pulled lately', { keepPulledDays: 60 }, { pulledAt: daysAgo(59) }, 'pulled'],
    ['nothing that was pulled long ago', { keepPulledDays: 60 }, { pulledAt: daysAgo(61) }, 'archive'],
    ['what has no pull but a late push', { keepPulledDays: 60 }, { pushedAt: daysAgo(59) }, 'pulled'],
    ['what was restored', { keepYoungerDays: 1 }, { activatedAt: daysAgo(29) }, 'restored'],
    [
      'what was restored, as long as a pull',
      { keepPulledDays: 60 },
      { activatedAt: daysAgo(59) },
      'restored',
    ],
    ['nothing restored long ago', { keepPulledDays: 60 }, { activatedAt: daysAgo(61) }, 'archive'],
    ['what is being restored', { keepYoungerDays: 1 }, { status: 'ACTIVATING' }, 'being-restored'],
    [
      'a protected tag',
      { keepYoungerDays: 1, keepTags: ['keep-*'] },
      { tags: ['a', 'keep-1'] },
      'protected-tag',
    ],
    ['no other tag', { keepYoungerDays: 1, keepTags: ['keep-*'] }, { tags: ['a'] }, 'archive'],
    ['the untagged for their grace', { untaggedGraceDays: 7 }, { pushedAt: daysAgo(6) }, 'untagged-grace'],
    [
      'no untagged after it, though young',
      { untaggedGraceDays: 7, keepYoungerDays: 30 },
      { pushedAt: daysAgo(8) },
      'archive',
    ],
    [
      'the untagged that are pulled',
      { untaggedGraceDays: 7, keepPulledDays: 60 },
      { pulledAt: daysAgo(8) },
      'pulled',
    ],
    [
      'no untagged by a push that is no pull',
      { untaggedGraceDays: 7, keepPulledDays: 60 },
      { pushedAt: daysAgo(8) },
      'archive',
    ],
    ['the tagged, when it speaks of the untagged', { untaggedGraceDays: 7 }, { tags: ['a'] }, 'not-judged'],
    ['the untagged, when it speaks of tags', { keepNewest: [{ tags: '*', count: 1 }] }, {}, 'not-judged'],
    ['what it says nothing about', {}, { tags: ['a'] }, 'not-judged'],
    ['what has no readable time', { keepYoungerDays: 30 }, { pushedAt: 'yesterday' }, 'unreadable-time'],
    ['what has no readable pull', { keepYoungerDays: 30 }, { pulledAt: '' }, 'unreadable-time'],
  ])('keeps %s', (_what, terms, image, fate) => {
    const plan = planOf([old(image)], { rules: rule(terms) });

    expect(fateOf(plan, old(image))).toBe(fate);
  });

  it('keeps the newest of each tag pattern, by when they were pushed', () => {
    const releases = [1, 2, 3].map((at) =>
      imageOf(at, { tags: [`release-${at}`], pushedAt: daysAgo(50 - at) }),
    );
    const build = imageOf('build', { tags: ['build-9'], pushedAt: daysAgo(40) });

    const plan = planOf([...releases, build], {
      rules: rule({ keepYoungerDays: 30, keepNewest: [{ tags: 'release-*', count: 2 }] }),
    });

    expect(releases.map((image) => fateOf(plan, image))).toEqual(['archive', 'newest', 'newest']);
    expect(fateOf(plan, build)).toBe('archive');
  });

  it('counts a release once, on however many platforms, and no signature', () => {
    const arm = [1, 2].map((at) =>
      imageOf(`arm ${at}`, { tags: [`v${at}-arm64`], pushedAt: daysAgo(50 - at) }),
    );
    const all = arm.map((child, at) =>
      indexOf(at, [child], { tags: [`v${at + 1}`], pushedAt: daysAgo(49 - at) }),
    );
    const plain = imageOf('plain');
    const bom = imageOf('bom', { tags: ['v3'], subject: plain.digest, pushedAt: daysAgo(40) });

    const plan = planOf([...arm, ...all, plain, bom], {
      rules: rule({ keepNewest: [{ tags: 'v*', count: 2 }] }),
    });

    expect(plan.archive).toEqual([]);
    expect(plan.keptBy).toEqual({ newest: 4, 'not-judged': 2 });
  });

  it('keeps what is in use, whatever the rules, and says who uses it', () => {
    const uses = [
      useOf({ digest: digestOf('old') }),
      useOf({ digest: digestOf('old'), by: 'function resize' }),
    ];

    const plan = planOf([old({})], { graph: { uses, unread: [] } });

    expect(plan.kept.get(digestOf('old'))).toEqual({ code: 'in-use', detail: 'function resize and 1 more' });
  });

  it('asks for what is in use and yet in the archive to be restored', () => {
    const archived = old({ status: 'ARCHIVED', archivedAt: daysAgo(100) });
    const other = imageOf('other', { status: 'ARCHIVED', archivedAt: daysAgo(100) });

    const plan = planOf([archived, other], {
      graph: { uses: [useOf({ digest: archived.digest })], unread: [] },
    });

    expect(plan.restore).toEqual([archived]);
    expect(plan.delete).toEqual([other]);
  });

  it.each([
    ['soon', 71, 'takenBack'],
    ['long', 70, 'restore'],
  ] as const)('restores what was archived %s after a restore only if that was long', (_when, days, where) => {
    const times = { activatedAt: daysAgo(100), archivedAt: daysAgo(days) };
    const archived = old({ status: 'ARCHIVED', ...times });

    const plan = planOf([archived], {
      graph: { uses: [useOf({ digest: archived.digest })], unread: [] },
    });

    expect({ restore: plan.restore, takenBack: plan.takenBack }).toEqual({
      ...{ restore: [], takenBack: [] },
      [where]: [archived],
    });
  });
});
