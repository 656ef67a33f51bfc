import { describe, expect, it } from 'vitest';
import { daysAgo, imageOf, REPOSITORY, TODAY } from '../../prove/worlds/images.ts';
import type { Image } from '../../shared/domain/image.ts';
import { cleanPublicImages } from '../../shared/playbooks/clean-public-images.ts';
import { createMemory, readMemory } from '../../shared/playbooks/ecr/sweep-memory.ts';
import { planOf } from '../images/planning.ts';

const TICK = {
  kind: 'schedule.tick',
  schedule: 'clean-public-images',
  id: 'event-1',
  account: '111122223333',
  region: 'eu-west-1',
  occurredAt: '2026-03-02T05:00:00Z',
} as const;
const RULES = { rules: [{ repositories: 'tools/*', keepYoungerDays: 30 }] };
const triage = (signal: Parameters<typeof cleanPublicImages.triage>[0], settings: object) =>
  cleanPublicImages.triage(signal, null, cleanPublicImages.settings.parse(settings), []);

describe('clean-public-images', () => {
  it('looks at the registry with its own schedule, where a rule is about it', () => {
    expect(triage(TICK, RULES)).toMatchObject({ type: 'respond', target: { kind: 'registry' } });
  });

  it.each([
    ['without a rule, which is the default', TICK, {}],
    ['by any other schedule', { ...TICK, schedule: 'answer-scan' }, RULES],
  ])('does nothing %s', (_what, signal, settings) => {
    expect(triage(signal, settings)).toMatchObject({ type: 'ignore' });
  });

  it.each([
    ['pulls, which ECR Public does not tell', { rules: [{ repositories: '*', keepPulledDays: 9 }] }],
    ['a second period of less than a week', { deleteAfterDays: 6 }],
    ['EKS, which nobody can be asked about', { eks: true }],
  ])('takes no setting about %s', (_what, settings) => {
    expect(() => cleanPublicImages.settings.parse(settings)).toThrow();
  });
});

const limits = { maxPercent: 100, maxImages: 500, deleteAfterDays: 90, archive: false };
const old = (key: string | number, more: Partial<Image> = {}) =>
  imageOf(key, { pushedAt: daysAgo(400), ...more });

/** What the next sweep knows after this one saw these images. */
function nextKnows(images: readonly Image[], before = readMemory()): ReturnType<typeof readMemory> {
  const memory = createMemory(before, TODAY);
  memory.learn(planOf(images, { limits }));
  return readMemory(memory.text());
}

describe('the memory of a sweep', () => {
  it('is since when images are unused, by repository, and survives being written down', () => {
    const [image, young] = [old('a'), imageOf('b', { pushedAt: daysAgo(1) })];

    expect(nextKnows([image, young])).toEqual(
      new Map([[REPOSITORY.name, new Map([[image.digest, daysAgo(0)]])]]),
    );
  });

  it('keeps the first moment of what is still unused', () => {
    const before = new Map([[REPOSITORY.name, new Map([[old('a').digest, daysAgo(50)]])]]);

    const known = nextKnows([old('a'), old('b')], before).get(REPOSITORY.name);

    expect(known?.get(old('a').digest)).toBe(daysAgo(50));
    expect(known?.get(old('b').digest)).toBe(daysAgo(0));
  });

  it('holds at most 1,000 images, those that have waited longest', () => {
    const images = Array.from({ length: 1200 }, (_, index) => old(index));
    const last = images.at(-1)?.digest ?? '';
    const before = new Map([[REPOSITORY.name, new Map([[last, daysAgo(50)]])]]);

    const known = nextKnows(images, before).get(REPOSITORY.name);

    expect(known?.size).toBe(1000);
    expect(known?.get(last)).toBe(daysAgo(50));
  });

  it.each(['', '{', 'null', '{"a":{"b":3}}'])('is empty when %j stands there', (text) => {
    expect(readMemory(text).size).toBe(0);
  });
});
