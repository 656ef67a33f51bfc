import { describe, expect, it } from 'vitest';
import { daysAgo, digestOf, imageOf, indexOf, useOf } from '../../prove/worlds/images.ts';
import type { Image } from '../../shared/domain/image.ts';
import { fallingFamilies } from '../../shared/images/falling.ts';
import { wholeFamilies } from '../../shared/images/families.ts';
import { fateOf, planOf } from './planning.ts';

const arm = imageOf('arm');
const amd = imageOf('amd');
const both = indexOf('both', [arm, amd]);
const signature = imageOf('signature', { subject: both.digest });
const bom = imageOf('bom', { tags: [`${arm.digest.replace(':', '-')}.sbom`] });
const FAMILY = [arm, amd, both, signature, bom];

const using = (image: Image) => ({ graph: { uses: [useOf({ digest: image.digest })], unread: [] } });

describe('families of images', () => {
  it.each([
    ['an index', both],
    ['a child of an index', arm],
    ['a signature of an index', signature],
    ['an SBOM that names its subject by tag', bom],
  ])('stay whole when %s is in use', (_what, used) => {
    const plan = planOf(FAMILY, using(used));

    expect(plan.archive).toEqual([]);
    expect(plan.keptBy).toEqual({ 'in-use': 5 });
  });

  it('go whole when nothing keeps any of them', () => {
    const plan = planOf(FAMILY);

    expect(plan.archive).toHaveLength(FAMILY.length);
  });

  it('stay whole for the sake of one that a rule keeps, and say for whose', () => {
    const young = { ...arm, pulledAt: daysAgo(1) };

    const plan = planOf([young, amd, both], { rules: [{ repositories: '*', keepPulledDays: 7 }] });

    expect(plan.kept.get(both.digest)).toEqual({
      code: 'pulled',
      detail: 'pulled within 7 days',
      via: arm.digest,
    });
    expect(plan.kept.get(amd.digest)?.via).toBe(arm.digest);
  });

  it('do not stay for a new signature: it goes where its subject goes', () => {
    const late = { ...signature, pushedAt: daysAgo(2) };

    const plan = planOf([arm, amd, both, late]);

    expect(fateOf(plan, late)).toBe('archive');
  });

  it('of nested indexes stay whole', () => {
    const outer = indexOf('outer', [both]);

    const plan = planOf([...FAMILY, outer], using(amd));

    expect(plan.keptBy).toEqual({ 'in-use': 6 });
  });

  it('share children: an index may go while another keeps the child', () => {
    const other = indexOf('other', [amd]);

    const plan = planOf([...FAMILY, other], using(arm));

    expect(fateOf(plan, other)).toBe('archive');
    expect(fateOf(plan, amd)).toBe('in-use');
  });

  it('go although an index refers to an image that it lists', () => {
    const listing = indexOf('listing', [arm], { subject: arm.digest });

    const plan = planOf([arm, listing]);

    expect(plan.archive).toHaveLength(2);
  });

  it('keep what refers to an image that is not here', () => {
    const orphan = imageOf('orphan', { subject: digestOf('gone') });

    const plan = planOf([orphan]);

    expect(plan.kept.get(orphan.digest)).toEqual({ code: 'unknown-subject', detail: digestOf('gone') });
  });

  it('hold the whole repository while the children of an index are unknown: any image may be one', () => {
    const { children: _, ...unread } = both;

    const plan = planOf([arm, unread]);

    expect(plan.archive).toEqual([]);
    expect(plan.held?.code).toBe('unread-index');
    expect(fateOf(plan, arm)).toBe('unread-index');
  });

  it('hold back nothing once such an index is in the archive, where its list cannot be read', () => {
    const archived = { status: 'ARCHIVED' as const, archivedAt: daysAgo(200) };
    const { children: _, ...unread } = { ...both, ...archived };
    const child = { ...arm, ...archived };

    const plan = planOf([child, amd, unread]);

    expect([child, unread, amd].map((image) => fateOf(plan, image))).toEqual(['delete', 'delete', 'archive']);
  });

  it('may be larger than what fits on a stack', () => {
    const members = Array.from({ length: 150_000 }, (_, at) => `sha256:${at}`);
    const candidates = new Map([arm.digest, ...members].map((digest) => [digest, { ...arm, digest }]));
    const relations = {
      images: candidates,
      parents: new Map(members.map((digest) => [digest, [arm.digest]])),
      dependents: new Map([[arm.digest, members]]),
    };

    const kept = wholeFamilies(new Map([[arm.digest, { code: 'in-use', detail: '' }]]), relations);
    const gone = fallingFamilies({ relations, candidates, holds: () => true }, 200_000);

    expect([kept.size, gone.size]).toEqual([150_001, 150_001]);
  });

  it('survive a circle, which digests cannot make', () => {
    const inner = indexOf('inner', [imageOf('outer')]);
    const outer = indexOf('outer', [inner]);

    const plan = planOf([inner, outer]);

    expect([fateOf(plan, inner), fateOf(plan, outer)]).toEqual(['waiting', 'waiting']);
  });
});
