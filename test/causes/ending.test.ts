import { describe, expect, test } from 'vitest';
import { belongsToService, endingOf, mainContainer } from '../../shared/causes/ending.ts';
import type { Container } from '../../shared/domain/signal.ts';
import { service, stopped } from './cases.ts';

const containers = (codes: Readonly<Record<string, number>>): readonly Container[] =>
  Object.entries(codes).map(([name, exitCode]) => ({ name, exitCode, lastStatus: 'STOPPED' }));

describe('shared/causes/ending', () => {
  test.each([
    ['the only one', { anything: 1 }, 'anything'],
    ['the one named like the service', { helper: 1, 'payments-api': 0 }, 'payments-api'],
    ['the one with a name for it', { helper: 1, app: 0 }, 'app'],
    ['the only one that is no companion', { envoy: 1, log_router: 0, forms: 0 }, 'forms'],
    ['none where it is unclear', { one: 1, two: 0 }, undefined],
    ['none by a part of a name for it', { 'my-app': 1, 'app-cache': 0 }, undefined],
    ['none where two have a name for it', { app: 1, web: 0 }, undefined],
  ])('takes %s for the main container', (_name, codes, main) => {
    expect(mainContainer(stopped({ ...service, containers: containers(codes) }))?.name).toBe(main);
  });

  test.each([
    'sidecar',
    'side-car',
    'nginx-proxy',
    'envoy',
    'ecs-agent',
    'aws-otel-collector',
    'xray-daemon',
    'aws-x-ray',
    'fluent-bit',
    'firelens',
    'log_router',
    'log-router',
    'logrouter',
    'log-shipper',
  ])('takes %s for a companion', (companion) => {
    expect(mainContainer(stopped({ containers: containers({ [companion]: 1, forms: 0 }) }))?.name).toBe(
      'forms',
    );
  });

  test('takes the one named like the family of a task without a service', () => {
    const taskDefinitionArn = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/nightly-report:7';
    const task = stopped({ taskDefinitionArn, containers: containers({ helper: 1, 'nightly-report': 0 }) });

    expect(mainContainer(task)?.name).toBe('nightly-report');
  });

  test.each([
    ['an error before a clean end', { one: 0, two: 3 }, 'two'],
    ['an error of the main container before another', { envoy: 1, app: 3 }, 'app'],
    ['a kill of the main container before a clean end', { envoy: 0, app: 137 }, 'app'],
    ['a companion before a main container that was told to stop', { envoy: 0, app: 143 }, 'envoy'],
    ['a clean end before a kill', { one: 137, two: 0 }, 'two'],
    ['a kill before an order to stop', { one: 143, two: 137 }, 'two'],
    ['an order to stop where nothing else is known', { one: 143, two: 143 }, 'one'],
    ['a clean end of the main container before a kill', { envoy: 137, app: 0 }, 'app'],
    ['a companion where all were told to stop', { app: 143, envoy: 143 }, 'envoy'],
    ['nobody where no code is known', {}, undefined],
  ])('blames %s', (_name, codes, ender) => {
    expect(endingOf(stopped({ ...service, containers: containers(codes) })).container?.name).toBe(ender);
  });

  test.each([
    ['a companion', { app: 143, envoy: 1 }, true],
    ['the main container', { app: 1, envoy: 143 }, false],
    ['one of several that could be the main one', { one: 1, two: 143 }, false],
  ])('says whether a companion ended the task: %s', (_name, codes, byCompanion) => {
    expect(endingOf(stopped({ containers: containers(codes) })).byCompanion).toBe(byCompanion);
  });

  test.each([
    ['an error', 1, 'STOPPED', true],
    ['a kill', 137, 'STOPPED', false],
    ['an error while the others may still start', 1, 'DEACTIVATING', false],
  ])('says whether others never started because of %s', (_name, exitCode, lastStatus, beforeOthers) => {
    const list = [...containers({ migrate: exitCode }), { name: 'app' }];

    expect(endingOf(stopped({ lastStatus, containers: list })).beforeOthers).toBe(beforeOthers);
  });

  test.each([
    ['one that is named', service, true],
    ['the deployment that started it', { startedBy: 'ecs-svc/8646900195280463695' }, true],
    ['none where a person started it', { startedBy: 'not-ecs-svc/1' }, false],
    ['none where nothing is said', {}, false],
  ])('knows the service of a task: %s', (_name, task, ofService) => {
    expect(belongsToService(stopped(task))).toBe(ofService);
  });

  test('believes a job that finished, and a service never', () => {
    const codes = containers({ app: 0, envoy: 1 });

    expect(endingOf(stopped({ containers: codes })).container?.name).toBe('app');
    expect(endingOf(stopped({ ...service, containers: codes })).container?.name).toBe('envoy');
  });
});
