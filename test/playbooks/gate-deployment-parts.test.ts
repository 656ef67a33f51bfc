import { describe, expect, it } from 'vitest';
import { ReadError } from '../../shared/domain/errors.ts';
import type { Service, ServiceDeployment } from '../../shared/domain/fleet.ts';
import type { Image, ImageId } from '../../shared/domain/image.ts';
import type { FleetTarget } from '../../shared/domain/target.ts';
import type { ImageScan, Vulnerability } from '../../shared/domain/vulnerability.ts';
import { checkAnswer } from '../../shared/playbooks/ecs/gate-check.ts';
import { decideGate } from '../../shared/playbooks/ecs/gate-decision.ts';
import type { GateFacts } from '../../shared/playbooks/ecs/gate-facts.ts';
import { scanDeployment } from '../../shared/playbooks/ecs/gate-scan.ts';
import { checkConfig } from '../../shared/runtime/config/index.ts';

const HOOK = { id: 'hook-1', type: 'PAUSE', status: 'AWAITING_ACTION' };
const BAD = { type: 'vulnerable', image: 'payments:1.1', id: 'CVE-1', severity: 'HIGH' } as const;
const DARK = { type: 'unknown', reason: 'no scan' } as const;
const SERVICE: Service = {
  serviceArn: 'service',
  name: 'payments-api',
  clusterArn: 'cluster',
  status: 'ACTIVE',
  taskDefinitionArn: 'payments-api:2',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  deploymentController: 'ECS',
  circuitBreaker: { enabled: false, rollback: false },
  deployments: [],
  tags: {},
};

const TARGET: FleetTarget = {
  kind: 'service',
  account: '123456789012',
  region: 'eu-west-1',
  partition: 'aws',
  clusterArn: 'cluster',
  cluster: 'prod',
  name: 'payments-api',
};
const REPOSITORY = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/payments';
const [ONE, TWO, LIST] = ['1', '2', '3'].map((digit) => `sha256:${digit.repeat(64)}`) as [
  string,
  string,
  string,
];
const VULNERABLE: Vulnerability = { id: 'CVE-1', severity: 'HIGH', fix: 'yes', packages: [] };
const CLEAN: ImageScan = { scanned: true, vulnerabilities: [] };
const FOUND: ImageScan = { scanned: true, vulnerabilities: [VULNERABLE] };

interface Registry {
  readonly image?: Partial<Image> | null;
  readonly platforms?: readonly string[];
  readonly scans?: Readonly<Record<string, ImageScan>>;
}

/** What scans say of images in a registry where every digest is the given image. */
function scanned(
  images: readonly string[],
  { image = {}, platforms, scans = {} }: Registry,
  imageScan = async (_repository: string, digest: string) =>
    scans[digest] ?? { scanned: false, vulnerabilities: [] },
) {
  const found: Image = {
    digest: ONE,
    tags: [],
    bytes: 1,
    pushedAt: '2026-11-23T08:00:00Z',
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    status: 'ACTIVE',
    ...image,
  };
  const reads = {
    image: async (_repository: string, { digest = found.digest }: ImageId) =>
      image === null ? undefined : { ...found, digest },
    imageManifest: async () => (platforms ? { layers: [], platforms } : undefined),
    imageScan,
  };
  return scanDeployment(images, TARGET, ({ severity }) => severity === 'HIGH', reads);
}

describe('shared/playbooks/gate-deployment', () => {
  describe('reads the scans', () => {
    const INDEX = { digest: LIST, mediaType: 'application/vnd.oci.image.index.v1+json' };
    const pinned = [`${REPOSITORY}@${ONE}`];

    it.each([
      ['it was scanned, and has none', pinned, { scans: { [ONE]: CLEAN } }],
      [
        'every image of a list was, whatever else it lists',
        [`${REPOSITORY}@${LIST}`],
        { image: INDEX, platforms: [ONE, TWO], scans: { [ONE]: CLEAN, [TWO]: CLEAN } },
      ],
    ])('and finds an image clean when %s', async (_what, images, registry) => {
      expect(await scanned(images, registry)).toEqual({ type: 'clean', images: 1 });
    });

    it.each([
      ['is the only one', pinned, { scans: { [ONE]: FOUND } }],
      ['goes by a tag', [`${REPOSITORY}:1.1`], { scans: { [ONE]: FOUND } }],
      ['comes after one that nobody knows', ['envoy:1', ...pinned], { scans: { [ONE]: FOUND } }],
      [
        'is one of a list that was not scanned whole',
        [`${REPOSITORY}@${LIST}`],
        { image: INDEX, platforms: [ONE, TWO], scans: { [TWO]: FOUND } },
      ],
    ])('and finds the vulnerability of an image that %s', async (_what, images, registry) => {
      expect(await scanned(images, registry)).toMatchObject({ type: 'vulnerable', id: 'CVE-1' });
    });

    it.each([
      ['there is no image', [], {}, 'names no image'],
      ['an image was not scanned', pinned, {}, 'was not scanned'],
      [
        'one of two was not',
        [...pinned, `${REPOSITORY}@${TWO}`],
        { scans: { [ONE]: CLEAN } },
        'was not scanned',
      ],
      [
        'one image of a list was not',
        [`${REPOSITORY}@${LIST}`],
        { image: INDEX, platforms: [ONE, TWO], scans: { [ONE]: CLEAN } },
        'was not scanned',
      ],
      ['a list cannot be read', [`${REPOSITORY}@${LIST}`], { image: INDEX }, 'was not scanned'],
      ['its tag may move', [`${REPOSITORY}:1.1`], { scans: { [ONE]: CLEAN } }, 'has not settled yet'],
      ['it lies elsewhere', ['envoyproxy/envoy:v1.30'], {}, 'lies in no registry'],
      ['it is gone', pinned, { image: null }, 'cannot be pulled'],
      ['it is archived', pinned, { image: { status: 'ARCHIVED' } as const }, 'cannot be pulled'],
    ])('and knows nothing when %s', async (_what, images, registry, reason) => {
      expect(await scanned(images, registry)).toMatchObject({
        type: 'unknown',
        reason: expect.stringContaining(reason),
      });
    });

    it('and takes one that may not be read for unknown', async () => {
      const denied = async () => {
        throw new ReadError('the findings in payments may not be read');
      };

      expect(await scanned(pinned, {}, denied)).toMatchObject({
        reason: expect.stringContaining('may not be read'),
      });
    });
  });

  describe('decides', () => {
    const NOW = Date.parse('2026-11-23T09:00:00Z');
    const settings = { continueClean: true, waitMinutes: 10, verifyMinutes: 15 };
    const facts: GateFacts = {
      service: SERVICE,
      deployment: deployment(),
      scan: { type: 'clean', images: 2 },
      since: '2026-11-23T08:00:00Z',
      attempts: [],
    };
    const decide = (change: Partial<GateFacts>, own: Partial<typeof settings> = {}) =>
      decideGate({ ...facts, ...change }, { ...settings, ...own }, NOW);

    it.each([
      ['a vulnerability', BAD, 'ROLLBACK'],
      ['nothing', facts.scan, 'CONTINUE'],
    ] as const)('by what scans of all images found: %s', (_what, scan, decision) => {
      expect(decide({ scan })).toMatchObject({
        type: 'act',
        actions: [{ kind: 'ecs.continue-deployment', hookId: 'hook-1', decision }],
      });
    });

    it('to roll back at one hook, and to go on at all of them', () => {
      const two = deployment({ hooks: [HOOK, { ...HOOK, id: 'hook-2' }] });

      expect(decide({ deployment: two, scan: BAD })).toMatchObject({ actions: { length: 1 } });
      expect(decide({ deployment: two })).toMatchObject({ actions: { length: 2 } });
    });

    it.each([
      ['going on was not opted in', {}, { continueClean: false }, 'nothing', /all 2 of its images/],
      ['a scan is missing for long', { scan: DARK }, {}, 'nothing', /no scan/],
      ['a scan is missing', { scan: DARK, since: '2026-11-23T08:59:00Z' }, {}, 'wait', /no scan/],
      ['it was answered, and still waits', { attempts: [attempt('hook-1')] }, {}, 'nothing', /still waits/],
    ] as const)('nothing when %s, and says who must', (_what, change, own, type, reason) => {
      expect(decide(change, own)).toMatchObject({
        type,
        reason: expect.stringMatching(reason),
        nextStep: expect.stringContaining('--hook-id hook-1 --action CONTINUE (or ROLLBACK)'),
      });
    });

    it.each([
      ['the service is gone', { service: null }],
      ['the deployment is gone', { deployment: null }],
      ['it was rolled back', { deployment: deployment({ status: 'ROLLBACK_IN_PROGRESS' }) }],
      ['its hook was answered', { deployment: deployment({ hooks: [{ ...HOOK, status: 'SUCCEEDED' }] }) }],
      ['a function is asked', { deployment: deployment({ hooks: [{ ...HOOK, type: 'AWS_LAMBDA' }] }) }],
    ])('nothing, and asks nobody, when %s', (_what, change) => {
      const decision = decide({ scan: BAD, ...change });

      expect(decision).toMatchObject({ type: 'nothing', released: true });
      expect(decision).not.toHaveProperty('nextStep');
    });
  });

  describe('sees what became of its answer', () => {
    const answer = (decision: 'CONTINUE' | 'ROLLBACK') => [{ ...attempt('hook-1').action, decision }];

    it.each([
      ['ROLLBACK', deployment(), 'waiting'],
      ['ROLLBACK', deployment({ status: 'ROLLBACK_IN_PROGRESS', hooks: [] }), 'waiting'],
      ['ROLLBACK', deployment({ status: 'ROLLBACK_SUCCESSFUL', hooks: [] }), 'held'],
      ['ROLLBACK', deployment({ status: 'ROLLBACK_FAILED', hooks: [] }), 'failed'],
      ['ROLLBACK', deployment({ status: 'SUCCESSFUL', hooks: [] }), 'failed'],
      ['CONTINUE', deployment(), 'waiting'],
      ['CONTINUE', deployment({ hooks: [{ ...HOOK, id: 'the-next' }] }), 'held'],
      ['CONTINUE', deployment({ status: 'ROLLBACK_IN_PROGRESS', hooks: [] }), 'failed'],
      ['CONTINUE', undefined, 'failed'],
    ] as const)('%s: %j', (decision, now, type) => {
      expect(checkAnswer(now, answer(decision))).toMatchObject({ type });
    });
  });
});

function deployment(change: Partial<ServiceDeployment> = {}): ServiceDeployment {
  return { arn: 'deployment', status: 'IN_PROGRESS', revisionArn: 'revision', hooks: [HOOK], ...change };
}

function attempt(hookId: string) {
  const base = { kind: 'ecs.continue-deployment', target: 'deployment', clusterArn: 'cluster' } as const;
  const action = { ...base, service: 'payments-api', risk: 'high', hookId, decision: 'ROLLBACK' } as const;
  return { action, result: { type: 'done', reason: 'answered' }, at: '2026-11-23T08:30:00Z' } as const;
}

describe('severities that count', () => {
  it.each([
    ['gate-deployment', '[]', 'invalid'],
    ['answer-scan', '[]', 'invalid'],
    ['gate-deployment', '[LOW]', 'valid'],
  ])('of %s may be %s: %s, because by none every image would be clean', (playbook, severities, type) => {
    const text = `playbooks: { ${playbook}: { settings: { severities: ${severities} } } }`;

    expect(checkConfig(text).type).toBe(type);
  });
});
