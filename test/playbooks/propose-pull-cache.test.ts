import { describe, expect, it } from 'vitest';
import type { Cause } from '../../shared/domain/cause.ts';
import type { Signal } from '../../shared/domain/signal.ts';
import { hubImage } from '../../shared/playbooks/ecs/docker-hub.ts';
import { proposePullCache } from '../../shared/playbooks/propose-pull-cache.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { causeOfSignal } from '../../shared/triage/ecs.ts';
import { ownSample } from '../signals/samples.ts';

const SETTINGS = proposePullCache.settings.parse({});
const DIGEST = `sha256:${'ab'.repeat(32)}`;

function triageOf(sample: string, change: Partial<Cause> = {}) {
  const signal = signalOf(sample);
  const cause = causeOfSignal(signal);
  return proposePullCache.triage(signal, cause && { ...cause, ...change }, SETTINGS, []);
}

function signalOf(sample: string): Signal {
  const parsed = parseSignal(ownSample(`aws.ecs/${sample}.json`));
  if (parsed.type !== 'signal') throw new Error(`${sample} is no signal`);
  return parsed.signal;
}

describe('propose-pull-cache, triage', () => {
  it('counts tasks that the limit of Docker Hub keeps from starting, for the whole registry', () => {
    expect(triageOf('task-stopped-image-rate-limited')).toMatchObject({
      type: 'count',
      target: { kind: 'registry', account: '123456789012', region: 'eu-west-1' },
      mark: { group: 'docker-hub', data: 'library/redis:7 checkout:118' },
      threshold: 3,
      windowSeconds: 3600,
    });
  });

  it.each([
    ['another cause', 'task-stopped-image-not-found', {}],
    ['the limit of another registry', 'task-stopped-image-rate-limited', { subject: 'quay.io/redis:7' }],
    ['a cause that names no image', 'task-stopped-image-rate-limited', { subject: '' }],
  ])('ignores %s', (_what, sample, change) => {
    expect(triageOf(sample, change)).toMatchObject({ type: 'ignore' });
  });
});

describe('propose-pull-cache, images of Docker Hub', () => {
  it.each([
    ['redis', 'library/redis'],
    ['redis:7', 'library/redis:7'],
    ['bitnami/redis:7', 'bitnami/redis:7'],
    [`redis:7@${DIGEST}`, `library/redis:7@${DIGEST}`],
    ['docker.io/redis:7', 'library/redis:7'],
    ['docker.io/library/redis:7', 'library/redis:7'],
    ['registry-1.docker.io/bitnami/redis', 'bitnami/redis'],
  ])('knows %s as %s', (image, name) => {
    expect(hubImage(image)).toBe(name);
  });

  it.each([
    'quay.io/redis:7',
    'public.ecr.aws/docker/library/redis:7',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/redis:7',
    'localhost/redis:7',
    'registry:5000/redis',
    'docker.io.evil.example/redis',
    'redis; rm -rf /',
    '$(id)/redis',
    '',
  ])('takes %j for none', (image) => {
    expect(hubImage(image)).toBeUndefined();
  });
});
