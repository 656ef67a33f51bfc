import { describe, expect, it } from 'vitest';
import type {
  RebuildDetail,
  RequestRebuild,
  RequestRollback,
  TagImage,
} from '../../shared/domain/scan-action.ts';
import type { RegistryTarget } from '../../shared/domain/target.ts';
import { scanFlaw } from '../../shared/guardrails/bounded-scan.ts';
import { REGISTRY } from './sample.ts';

const ACCOUNT = REGISTRY.account;
/** A family of repositories, as a route names it. */
const PAY: RegistryTarget = {
  ...REGISTRY,
  kind: 'vulnerability',
  name: 'CVE-2026-10042',
  repository: 'pay/*',
};
const BASE = {
  target: 'arn:aws:events:eu-west-1:111122223333:event-bus/default',
  risk: 'low',
  registryId: ACCOUNT,
} as const;
const DETAIL: RebuildDetail = { repository: 'pay/api', images: [], vulnerabilities: [] };
const SERVICE = { clusterArn: `arn:aws:ecs:eu-west-1:${ACCOUNT}:cluster/prod`, name: 'payments-api' };
const DIGEST = `sha256:${'ab'.repeat(32)}`;

const rebuild = (details: readonly RebuildDetail[], more: Partial<RequestRebuild> = {}): RequestRebuild => ({
  ...BASE,
  kind: 'events.put-event',
  details,
  ...more,
});
const rollBack = (...clusterArns: readonly string[]): RequestRollback => ({
  ...BASE,
  kind: 'events.request-rollback',
  services: clusterArns.map((clusterArn) => ({ ...SERVICE, clusterArn })),
  vulnerabilities: [],
});
const tagImage = (more: Partial<TagImage> = {}): TagImage => ({
  ...BASE,
  kind: 'ecr.tag-image',
  repository: 'pay/api',
  digest: DIGEST,
  tag: 'quarantine-abababababab',
  inverse: { kind: 'ecr.untag-image', repository: 'pay/api', tag: 'quarantine-abababababab' },
  ...more,
});
const times = <Item>(count: number, item: Item) => Array.from({ length: count }, () => item);

describe('shared/guardrails/bounded-scan', () => {
  it.each([
    ['rebuilds in the family', rebuild([DETAIL]), PAY],
    ['rebuilds anywhere in the registry', rebuild([{ ...DETAIL, repository: 'web' }]), REGISTRY],
    ['ten events', rebuild(times(10, DETAIL)), PAY],
    ['rollbacks of services of this account', rollBack(SERVICE.clusterArn), PAY],
    ['ten rollbacks', rollBack(...times(10, SERVICE.clusterArn)), PAY],
    ['a tag', tagImage(), PAY],
    ['the longest tag', tagImage({ tag: 't'.repeat(128) }), PAY],
  ])('has nothing against %s', (_what, action, target) => {
    expect(scanFlaw(action, target)).toBeUndefined();
  });

  it.each([
    ['no target', rebuild([DETAIL], { target: '' }), 'events.put-event names no target'],
    ['no repository', rebuild([]), 'events.put-event names no target'],
    ['an empty name', rebuild([DETAIL, { ...DETAIL, repository: '' }]), 'events.put-event names no target'],
    ['no service', rollBack(), 'events.request-rollback names no target'],
    [
      'another registry',
      tagImage({ registryId: '999988887777' }),
      'ecr.tag-image is for the registry of "999988887777", the incident for "111122223333"',
    ],
    [
      'a repository of another family',
      rebuild([DETAIL, { ...DETAIL, repository: 'web' }]),
      'events.put-event is for the repository "web", the incident for "pay/*"',
    ],
    ['eleven events', rebuild(times(11, DETAIL)), 'events.put-event has 11 events, more than 10'],
    ['eleven rollbacks', rollBack(...times(11, SERVICE.clusterArn)), 'has 11 events, more than 10'],
    ['what only begins with a digest', tagImage({ digest: `${DIGEST}0` }), 'is no digest'],
    ['what only ends with a digest', tagImage({ digest: `x${DIGEST}` }), 'is no digest'],
    ['no tag', tagImage({ tag: '' }), 'ecr.tag-image: "" is no tag'],
    ['a tag that begins with a dot', tagImage({ tag: '.hidden' }), 'is no tag'],
    ['a tag with a slash', tagImage({ tag: 'a/b' }), 'is no tag'],
    ['a tag that is too long', tagImage({ tag: 't'.repeat(129) }), 'is no tag'],
  ])('is against %s', (_what, action, flaw) => {
    expect(scanFlaw(action, PAY)).toContain(flaw);
  });

  it.each([
    ['another account', SERVICE.clusterArn.replace(ACCOUNT, '999988887777')],
    ['another Region', SERVICE.clusterArn.replace('eu-west-1', 'us-east-1')],
    ['another product', SERVICE.clusterArn.replace(':ecs:', ':eks:')],
    ['nowhere', 'prod'],
  ])('is against a rollback in a cluster of %s, also behind one of its own', (_where, stray) => {
    const flaw = scanFlaw(rollBack(SERVICE.clusterArn, stray), PAY);

    expect(flaw).toMatch(
      /^events.request-rollback is for the cluster ".*, the incident for 111122223333 in eu-west-1$/,
    );
  });
});
