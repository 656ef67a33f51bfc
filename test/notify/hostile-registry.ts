import fc from 'fast-check';
import type { Action } from '../../shared/domain/action.ts';
import { scanningText } from '../../shared/domain/repository-settings.ts';
import type { RegistryTarget } from '../../shared/domain/target.ts';
import type { Vulnerability } from '../../shared/domain/vulnerability.ts';
import { count, iso, text } from './hostile-text.ts';

/** What is told of a registry, with every free text of ECR, Inspector and policies as somebody hostile wrote it. */

export const hostileRegistryTarget: fc.Arbitrary<RegistryTarget> = fc.record(
  {
    kind: fc.constantFrom('registry', 'repository', 'vulnerability'),
    account: text,
    region: text,
    partition: text,
    name: text,
    repository: text,
  },
  { requiredKeys: ['kind', 'account', 'region', 'partition', 'name'] },
);

const base = { target: text, registryId: text, risk: fc.constantFrom('low', 'medium', 'high') } as const;

const image = fc.record(
  { digest: text, tag: text, tagsHash: text },
  { requiredKeys: ['digest', 'tagsHash'] },
);
const images = {
  ...base,
  chosen: fc.array(fc.record({ repository: text, images: fc.array(image, { maxLength: 3 }) }), {
    maxLength: 3,
  }),
  bytes: count,
} as const;
const restore = { ...images, kind: fc.constant('ecr.restore-images') } as const;

const vulnerability: fc.Arbitrary<Vulnerability> = fc.record({
  id: text,
  severity: fc.constantFrom('CRITICAL', 'HIGH', 'UNDEFINED'),
  packages: fc.constant([]),
  fix: fc.constantFrom('yes', 'no', 'unknown'),
});
const scan = { ...base, risk: fc.constant('low') } as const;
const rebuild = fc.record({
  repository: text,
  images: fc.array(fc.record({ digest: text, tags: fc.array(text, { maxLength: 3 }) }), { maxLength: 3 }),
  vulnerabilities: fc.array(vulnerability, { maxLength: 3 }),
});

const change = fc.record({ repository: text, from: text, to: text }, { requiredKeys: ['from', 'to'] });
const changes = fc.array(change, { maxLength: 3 });
const inverse = fc.record({ changes });
const scanning = fc
  .array(fc.record({ frequency: text, filters: fc.array(text, { maxLength: 3 }) }), { maxLength: 3 })
  .map((rules) => scanningText({ type: 'BASIC', rules }));
const scanningChange = fc.array(fc.record({ from: scanning, to: scanning }), { minLength: 1, maxLength: 1 });

export const hostileRegistryAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    ...images,
    kind: fc.constant('ecr.archive-images'),
    chosenAt: iso,
    inverse: fc.record(restore),
  }),
  fc.record(restore),
  fc.record({
    ...images,
    kind: fc.constant('ecr.delete-images'),
    status: fc.constantFrom('ARCHIVED', 'ANY'),
    chosenAt: iso,
  }),
  fc.record({ ...images, kind: fc.constant('ecr-public.delete-images') }),
  fc.record({
    ...scan,
    kind: fc.constant('events.put-event'),
    details: fc.array(rebuild, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    ...scan,
    kind: fc.constant('events.request-rollback'),
    services: fc.array(fc.record({ clusterArn: text, name: text }), { minLength: 1, maxLength: 3 }),
    vulnerabilities: fc.array(text, { maxLength: 3 }),
  }),
  fc.record({
    ...scan,
    kind: fc.constant('ecr.tag-image'),
    repository: text,
    digest: text,
    tag: text,
    inverse: fc.record({ kind: fc.constant('ecr.untag-image'), repository: text, tag: text }),
  }),
  fc.record({
    ...base,
    kind: fc.constant('ecr.set-registry-scanning'),
    changes: scanningChange,
    adds: fc.array(text, { maxLength: 5 }),
    inverse: fc.record({ changes: scanningChange }),
  }),
  fc.record({ ...base, kind: fc.constant('ecr.set-tag-mutability'), changes, inverse }),
  fc.record({ ...base, kind: fc.constant('ecr.preview-lifecycle-policy'), changes }),
  fc.record({
    ...base,
    kind: fc.constant('ecr.put-lifecycle-policy'),
    changes,
    expires: count,
    archives: count,
    inverse,
  }),
);
