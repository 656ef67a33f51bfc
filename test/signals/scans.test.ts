import { describe, expect, test } from 'vitest';
import { MalformedEventError } from '../../shared/domain/errors.ts';
import type { Signal } from '../../shared/domain/signal.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { ownSample } from './samples.ts';

type Json = Record<string, unknown>;

const scanned = () => ownSample('aws.ecr/image-scanned.json');
const finding = () => ownSample('aws.inspector2/finding-critical.json');
const DIGEST = 'sha256:5d2f8a1c7b3e49065d2f8a1c7b3e49065d2f8a1c7b3e49065d2f8a1c7b3e4906';

function signalOf(event: unknown): Signal {
  const parsed = parseSignal(event);
  if (parsed.type !== 'signal') throw new Error(parsed.reason);
  return parsed.signal;
}

function withDetail(event: Json, changes: Json): Json {
  return { ...event, detail: { ...(event.detail as Json), ...changes } };
}

function withPackages(packages: readonly object[]): Json {
  const { packageVulnerabilityDetails: details } = finding().detail as Json;
  return withDetail(finding(), {
    packageVulnerabilityDetails: { ...(details as Json), vulnerablePackages: packages },
  });
}

function withImage(changes: Json): Json {
  const awsEcrContainerImage = { imageHash: DIGEST, repositoryName: 'payments/api', ...changes };
  return withDetail(finding(), { resources: [{ details: { awsEcrContainerImage } }] });
}

describe('scans', () => {
  test('count 0 of each severity that the event leaves out', () => {
    expect(signalOf(scanned())).toMatchObject({
      kind: 'ecr.image-scanned',
      repository: 'payments/api',
      digest: DIGEST,
      tags: ['1.42.0'],
      status: 'COMPLETE',
      counts: { CRITICAL: 1, HIGH: 0, MEDIUM: 4, LOW: 0, INFORMATIONAL: 0, UNDEFINED: 0 },
    });
  });

  test('may be of an untagged image, and may have failed without any counts', () => {
    const failed = withDetail(scanned(), {
      'scan-status': 'FAILED',
      'image-tags': [],
      'finding-severity-counts': undefined,
    });

    expect(signalOf(failed)).toMatchObject({ status: 'FAILED', tags: [], counts: { CRITICAL: 0 } });
  });

  test('by Inspector name the repository by its ARN', () => {
    const signal = signalOf(ownSample('aws.inspector2/scan-complete.json'));

    expect(signal).toMatchObject({ kind: 'inspector.scan', repository: 'payments/api', counts: { HIGH: 6 } });
  });

  test.each<[string, Json, RegExp]>([
    [
      'a negative count',
      { 'finding-severity-counts': { HIGH: -1 } },
      /counts\.HIGH is -1, expected a number/,
    ],
    [
      'a count that is text',
      { 'finding-severity-counts': { HIGH: 'many' } },
      /counts\.HIGH is a string, expected/,
    ],
    [
      'a count that cannot be printed',
      { 'finding-severity-counts': { HIGH: { toString: 1, valueOf: null } } },
      /counts\.HIGH is an object/,
    ],
    ['no digest', { 'image-digest': undefined }, /image-digest is missing/],
    ['a strange digest', { 'image-digest': 'latest' }, /image-digest is "latest", expected the digest/],
    ['a strange repository', { 'repository-name': 'Up/../er' }, /repository-name is "Up\/\.\.\/er"/],
    ['tags that are no list', { 'image-tags': 'latest' }, /image-tags is a string, expected a list/],
  ])('with %s are malformed', (_what, changes, message) => {
    expect(() => signalOf(withDetail(scanned(), changes))).toThrow(MalformedEventError);
    expect(() => signalOf(withDetail(scanned(), changes))).toThrow(message);
  });
});

describe('findings', () => {
  test('say which vulnerability is in which image, and what would fix it', () => {
    expect(signalOf(finding())).toMatchObject({
      kind: 'inspector.finding',
      status: 'ACTIVE',
      type: 'PACKAGE_VULNERABILITY',
      vulnerability: {
        id: 'CVE-2026-10042',
        severity: 'CRITICAL',
        fix: 'yes',
        exploitKnown: true,
        packages: [{ name: 'openssl', version: '3.0.11-1', fixedIn: '3.0.15-1' }],
      },
      image: {
        repository: 'payments/api',
        digest: DIGEST,
        tags: ['1.42.0'],
        pushedAt: '2026-03-01T16:05:13.000Z',
        inUseCount: 3,
        lastInUseAt: '2026-03-02T09:12:00.000Z',
      },
    });
  });

  test('without a fix say so, and name no fixed version', () => {
    const signal = signalOf(ownSample('aws.inspector2/finding-unfixed.json'));

    expect(signal).toMatchObject({ vulnerability: { fix: 'no' } });
    expect(signal).not.toHaveProperty('vulnerability.packages.0.fixedIn');
  });

  test.each([
    ['a fixed version', { fixedInVersion: '2.0' }, 'yes'],
    ['none', {}, 'unknown'],
  ])('of older form have a fix when a package has %s', (_what, more, fix) => {
    const older = withDetail(withPackages([{ name: 'openssl', ...more }]), { fixAvailable: undefined });

    expect(signalOf(older)).toMatchObject({ vulnerability: { fix } });
  });

  test('of hosts, and of open ports, have neither image nor vulnerability', () => {
    const signal = signalOf(ownSample('aws.inspector2/finding-host.json'));

    expect(signal).not.toHaveProperty('image');
    expect(signal).not.toHaveProperty('vulnerability');
  });

  test.each([
    ['Dec 3, 2021, 12:02:13 AM', '2021-12-03T00:02:13.000Z'],
    ['Dec 3, 2021, 12:02:13 PM', '2021-12-03T12:02:13.000Z'],
    ['Feb 29, 2024, 6:02:13\u202fPM', '2024-02-29T18:02:13.000Z'],
    ['2021-12-03T18:02:13Z', '2021-12-03T18:02:13.000Z'],
  ])('take %s for what it is', (pushedAt, instant) => {
    expect(signalOf(withImage({ pushedAt }))).toMatchObject({ image: { pushedAt: instant } });
  });

  test.each(['Feb 30, 2024, 6:02:13 PM', 'Foo 3, 2021, 6:02:13 PM', 'yesterday'])(
    'do not take %s',
    (pushedAt) => {
      expect(() => signalOf(withImage({ pushedAt }))).toThrow(/pushedAt is /);
    },
  );

  test('keep so many packages and tags as people and the ledger can take', () => {
    const packages = Array.from({ length: 900 }, (_, index) => ({
      name: `linux-${index}-${'x'.repeat(9999)}`,
    }));
    const tags = Array.from({ length: 5000 }, (_, index) => `${index}-${'x'.repeat(9999)}`);

    const found = signalOf(withPackages(packages));
    const tagged = signalOf(withImage({ imageTags: tags }));

    expect(JSON.stringify(found).length).toBeLessThan(20_000);
    expect(tagged).toHaveProperty('image.tags.length', 1000);
    expect(JSON.stringify(tagged).length).toBeLessThan(400_000);
  });

  test.each<[string, Json, RegExp]>([
    [
      'an unknown severity',
      { severity: 'APOCALYPTIC' },
      /severity is "APOCALYPTIC", expected one of CRITICAL/,
    ],
    ['no status', { status: undefined }, /status is missing/],
    ['resources that are no list', { resources: {} }, /resources is an object, expected a list/],
  ])('with %s are malformed', (_what, changes, message) => {
    expect(() => signalOf(withDetail(finding(), changes))).toThrow(message);
  });
});
