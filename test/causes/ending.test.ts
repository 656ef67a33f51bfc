import { describe, expect, test } from 'vitest';
import { endingOf, mainContainer } from '../../shared/causes/ending.ts';
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
  ])('takes %s for the main container', (_name, codes, main) => {
    expect(mainContainer(stopped({ ...service, containers: containers(codes) }))?.name).toBe(main);
  });

  test.each([
    ['an error before a clean end', { one: 0, two: 3 }, 'two'],
    ['an error of the main container before another', { envoy: 1, app: 3 }, 'app'],
    ['a kill of the main container before a clean end', { envoy: 0, app: 137 }, 'app'],
    ['a companion before a main container that was told to stop', { envoy: 0, app: 143 }, 'envoy'],
    ['a clean end before a kill', { one: 137, two: 0 }, 'two'],
    ['nobody where no code is known', {}, undefined],
  ])('blames %s', (_name, codes, ender) => {
    expect(endingOf(stopped({ ...service, containers: containers(codes) })).container?.name).toBe(ender);
  });

  test('believes a job that finished, and a service never', () => {
    const codes = containers({ app: 0, envoy: 1 });

    expect(endingOf(stopped({ containers: codes })).container?.name).toBe('app');
    expect(endingOf(stopped({ ...service, containers: codes })).container?.name).toBe('envoy');
  });
});
