import { describe, expect, it } from 'vitest';
import type { ImageManifest, Repository } from '../../shared/domain/image.ts';
import { MARKS_CAP } from '../../shared/domain/mark.ts';
import type { Vulnerability } from '../../shared/domain/vulnerability.ts';
import { channelFor } from '../../shared/notify/routes.ts';
import { answerScan } from '../../shared/playbooks/answer-scan.ts';
import { acceptedRisk, hasExpired } from '../../shared/playbooks/ecr/accepted.ts';
import { baseImageOf } from '../../shared/playbooks/ecr/base-image.ts';
import { familyOf } from '../../shared/playbooks/ecr/image-family.ts';
import { ownerIn, ownerOf } from '../../shared/playbooks/ecr/owners.ts';
import { pauseSeconds } from '../../shared/playbooks/ecr/scan-pace.ts';
import { concerned } from '../../shared/playbooks/ecr/scan-reading.ts';
import { byUrgency } from '../../shared/playbooks/ecr/scan-standing.ts';
import { markId, vulnerabilityTarget } from '../../shared/playbooks/ecr/scan-targets.ts';
import { decideSummary } from '../../shared/playbooks/ecr/summary-decision.ts';
import { commonTags } from '../../shared/playbooks/ecr/tags.ts';
import { isWanted } from '../../shared/playbooks/ecr/wanted.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { standing } from '../../shared/triage/standing.ts';
import { ownSample } from '../signals/samples.ts';
import { incidentRef, SITUATED } from '../support/incidents.ts';

const HOST = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const REPOSITORY: Repository = {
  arn: 'arn:aws:ecr:eu-west-1:123456789012:repository/payments',
  name: 'payments',
  registry: HOST,
};
const at = (text: string) => Date.parse(text);

describe('the base image', () => {
  /** What is named of a vulnerability in the layer `b`, in an image that was built on `name`. */
  function named(
    layers: readonly string[],
    name: string | undefined,
    manifests: Record<string, ImageManifest> = {},
  ) {
    const packages = [{ name: 'openssl', layer: 'b' }];
    const vulnerability: Vulnerability = { id: 'CVE-1', severity: 'HIGH', fix: 'yes', packages };
    const family = {
      repository: 'payments',
      runners: [],
      vulnerabilities: [vulnerability],
      images: [{ digest: 'index', scanned: 'image', tags: [] }],
    };
    const own = name === undefined ? { layers } : { layers, base: { name } };
    const known: Record<string, ImageManifest> = { 'payments image': own, ...manifests };
    const imageManifest = async (repository: string, reference: string) =>
      known[`${repository} ${reference}`];
    return baseImageOf(family, REPOSITORY, { imageManifest });
  }

  it('is named when the vulnerability is in the lowest layer, which each image has from its base', async () => {
    expect(await named(['b', 'c'], 'docker.io/library/debian:12')).toBe('docker.io/library/debian:12');
  });

  it('is named when it is of this registry, and has the layer', async () => {
    const base = { 'base/debian 12': { layers: ['a', 'b'] } };

    expect(await named(['a', 'b', 'c'], `${HOST}/base/debian:12`, base)).toBe(`${HOST}/base/debian:12`);
  });

  it.each([
    ['the image names none', ['b', 'c'], undefined, {}],
    [
      'the layer is the image own',
      ['a', 'b'],
      `${HOST}/base/debian:12`,
      { 'base/debian 12': { layers: ['a'] } },
    ],
    ['its manifest cannot be read', ['a', 'b'], `${HOST}/base/debian:12`, {}],
    ['it lies in another registry', ['a', 'b'], 'docker.io/library/debian:12', {}],
  ])('is not named when %s', async (_what, layers, name, manifests) => {
    expect(await named(layers, name, manifests)).toBeUndefined();
  });
});

describe('an accepted risk', () => {
  const risk = { id: 'CVE-1', repository: 'pay*', reason: 'r', owner: 'ana', until: '2026-12-31' };

  it('lasts to the end of its last day, in UTC', () => {
    expect(acceptedRisk([risk], 'CVE-1', 'payments', at('2026-12-31T23:59:59Z'))).toBe(risk);
    expect(acceptedRisk([risk], 'CVE-1', 'payments', at('2027-01-01T00:00:00Z'))).toBeUndefined();
    expect(hasExpired(risk, at('2026-12-31T23:59:59Z'))).toBe(false);
    expect(hasExpired(risk, at('2027-01-01T00:00:00Z'))).toBe(true);
  });

  it('is of its own vulnerability and repositories only', () => {
    const now = at('2026-11-23T00:00:00Z');

    expect(acceptedRisk([risk], 'CVE-2', 'payments', now)).toBeUndefined();
    expect(acceptedRisk([risk], 'CVE-1', 'orders', now)).toBeUndefined();
  });
});

describe('what comes back', () => {
  it('is opened although people were told of it before it was put off', () => {
    const found = { repository: 'payments', id: 'CVE-1', severity: 'HIGH', digest: 'sha256:1' } as const;
    const reopened = [
      { ...found, family: 'pay*', mark: 'expired 2026-12-31', reason: 'it is not accepted any more' },
    ];
    const home = { account: '123456789012', region: 'eu-west-1' };
    const now = at('2027-01-01T06:00:00Z');

    const decision = decideSummary({ about: 'registry', home, waiting: [], reopened, unread: [] }, now);

    const [again] = decision.type === 'nothing' ? (decision.passOn ?? []) : [];
    if (!again) throw new Error('nothing came back');
    const quiet = [{ group: 'CVE-1', until: '2027-01-20T00:00:00.000Z', generation: 1 }];
    const record = { key: '', state: 'closed', generation: 1, marks: [again.mark], acts: [], quiet } as const;
    expect(again.target).toMatchObject({ kind: 'vulnerability', name: 'CVE-1', repository: 'pay*' });
    expect(standing(record, again, now)).toMatchObject({ type: 'open' });
  });
});

describe('what is heard', () => {
  it('is not what Inspector tells its administrator of the registries of others', () => {
    const event = ownSample('aws.inspector2/finding-critical.json');
    const detail = JSON.parse(
      JSON.stringify(event.detail).replaceAll('"registry":"111122223333"', '"registry":"999999999999"'),
    );
    const parsed = parseSignal({ ...event, detail });
    if (parsed.type !== 'signal') throw new Error(parsed.reason);

    expect(answerScan.triage(parsed.signal, null, answerScan.settings.parse({}), [])).toEqual({
      type: 'ignore',
      reason: 'the image lies in the registry of account 999999999999',
    });
  });
});

describe('what is wanted', () => {
  const found = (fix: Vulnerability['fix']): Vulnerability => ({
    id: 'CVE-1',
    severity: 'HIGH',
    fix,
    packages: [],
  });

  it.each([
    ['yes', false, true],
    ['partial', false, true],
    ['unknown', false, true],
    ['no', false, 'CVE-1 has no fix yet'],
    ['no', true, true],
  ] as const)('with the fix "%s", and unfixable %s: %s', (fix, unfixable, wanted) => {
    expect(isWanted(found(fix), { severities: ['HIGH'], unfixable })).toBe(wanted);
  });

  it('has one of the severities', () => {
    expect(isWanted(found('yes'), { severities: ['CRITICAL'], unfixable: false })).toMatch(/only CRITICAL/);
  });
});

describe('looks at the services', () => {
  it('are some thirty in a week, the first after five minutes', () => {
    const ages = [0];
    while ((ages.at(-1) ?? 0) < 7 * 24 * 3600)
      ages.push((ages.at(-1) ?? 0) + pauseSeconds((ages.at(-1) ?? 0) * 1000));

    expect(ages[1]).toBe(300);
    // The response has 40 rounds, and some may be blind.
    expect(ages.length).toBeLessThanOrEqual(34);
  });
});

describe('the owner', () => {
  const cluster = (account: string) => `arn:aws:ecs:eu-west-1:${account}:cluster/prod`;
  const use = (account: string) => ({
    registry: HOST,
    repository: 'payments',
    kind: 'running' as const,
    by: 'service api in prod',
    service: { clusterArn: cluster(account), name: 'api' },
  });

  it('is who the tags say, whatever their case', () => {
    expect(ownerIn({ Team: 'payments' })).toBe('payments');
    expect(ownerIn({ team: 'payments', OWNER: 'ana' })).toBe('ana');
    expect(ownerIn({ stage: 'prod' })).toBeUndefined();
  });

  it('is not asked for in other accounts, whose services this role may not read', async () => {
    const service = () => Promise.reject(new Error('denied'));

    expect(await ownerOf(use('999999999999'), REPOSITORY.arn, { service })).toBeUndefined();
    await expect(ownerOf(use('123456789012'), REPOSITORY.arn, { service })).rejects.toThrow('denied');
  });
});

describe('the repositories that are looked at', () => {
  const routes = [{ repository: 'pay*', channel: '#pay' }, { channel: '#ops' }];
  const digest = `sha256:${'ab'.repeat(32)}`;
  const all = ['payments', 'payouts', 'paydesk', 'payroll', 'mail'].map((name) => ({ ...REPOSITORY, name }));
  const uses = ['payroll', 'mail'].map((repository) => ({
    ...{ registry: HOST, repository, kind: 'running' as const, by: 'service api in prod' },
  }));
  const runners = [{ by: 'service desk in prod', state: 'clean' as const }];
  const findings = [{ repository: 'paydesk', runners, vulnerabilities: [], images: [] }];

  function lookedAt(marked: number) {
    const home = { account: '123456789012', region: 'eu-west-1' };
    const incident = incidentRef({
      target: vulnerabilityTarget(home, 'pay*', 'CVE-1'),
      severity: 'critical',
    });
    const marks = Array.from({ length: marked }, (_, index) => ({
      ...{ at: '2026-11-23T10:00:00Z', group: 'CVE-1', id: `${markId('payments', digest)} ${index}` },
    }));
    const record = { key: '', state: 'open', generation: 1, marks, acts: [], quiet: [] } as const;
    const config = { ...SITUATED.config, routes };
    const situation = { incident, record, attempts: [], now: 0, ...SITUATED, config, before: { findings } };
    return concerned(situation, all, { uses, unread: [] }).map(({ name }) => name);
  }

  it('are those that scans told of, and those of the look before', () => {
    expect(lookedAt(1)).toEqual(['payments', 'paydesk']);
  });

  it('are also all of the family that run something, once more was told than is kept', () => {
    expect(lookedAt(MARKS_CAP)).toEqual(['payments', 'paydesk', 'payroll']);
  });

  it('begin with those that most depends on', () => {
    const left = { by: 'service a in prod', state: 'vulnerable' as const };
    const urgent = { repository: 'z', runners: [left], vulnerabilities: [], images: [] };

    const sorted = [...findings, urgent].toSorted(byUrgency);
    expect(sorted.map(({ repository }) => repository)).toEqual(['z', 'paydesk']);
  });
});

describe('the tags of several repositories', () => {
  it.each([
    [
      'those of the only one',
      [{ 'watchkeeper:mode': 'off', team: 'a' }],
      { 'watchkeeper:mode': 'off', team: 'a' },
    ],
    ['nothing for the others when one of them says ask', [{ 'watchkeeper:mode': 'ask' }, {}], {}],
    [
      'ask when all of them do',
      [{ 'watchkeeper:mode': 'ask' }, { 'watchkeeper:mode': 'ask' }],
      { 'watchkeeper:mode': 'ask' },
    ],
    ['nothing when not all of them say act', [{ 'watchkeeper:mode': 'act' }, {}], {}],
    [
      'act when all that may be touched say so',
      [{ 'watchkeeper:mode': 'act' }, { 'watchkeeper:mode': 'off' }],
      { 'watchkeeper:mode': 'act' },
    ],
    [
      'hands off when all of them do',
      [{ 'watchkeeper:mode': 'off' }, { 'watchkeeper:protected': 'yes' }],
      { 'watchkeeper:mode': 'off' },
    ],
  ] as const)('say %s', (_what, all, tags) => {
    expect(commonTags(all)).toEqual(tags);
  });
});

describe('the image family', () => {
  const routes = [
    { repository: 'pay/*', severity: 'critical', channel: '#urgent' },
    { repository: 'pay/api', channel: '#api' },
    { repository: 'pay/*', playbook: 'clean-images', channel: '#cleaning' },
    { channel: '#ops' },
  ] as const;

  it.each([
    ['pay/api', 'critical', 'pay/*'],
    ['pay/api', 'warning', 'pay/api'],
    ['pay/web', 'warning', undefined],
    ['mail', 'critical', undefined],
  ] as const)('of %s that is %s is that of its route: %s', (repository, severity, family) => {
    expect(familyOf(repository, severity, routes)).toBe(family);
  });

  it('is told in the channel that each of its repositories has', () => {
    const channelOf = (repository: string | undefined, severity: 'critical' | 'warning') =>
      channelFor({ ...(repository && { repository }), severity, playbook: 'answer-scan' }, { routes });

    for (const repository of ['pay/api', 'pay/web', 'mail']) {
      for (const severity of ['critical', 'warning'] as const) {
        const family = familyOf(repository, severity, routes);
        expect(channelOf(family, severity)).toBe(channelOf(repository, severity));
      }
    }
  });
});
