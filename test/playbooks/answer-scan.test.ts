import type { PutEventsRequest } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import type { World } from '../../local/world.ts';
import { config, headlines, minutes, ONCALL, outcomes, threadLines, writes } from '../support/fleet.ts';
import { OPENSSL, openRegistry, roll, runService, tick } from '../support/scans.ts';

const HOURS = 60;
const DAYS = 24 * HOURS;

const TEAM_ROUTES = [{ repository: 'pay*', channel: '#pay' }, { channel: '#ops' }];

/** All that the channel's messages say. */
const told = ({ slack }: Pick<World, 'slack'>) =>
  slack.messages('#ops').map(({ message }) => JSON.stringify(message.blocks));

/** Two services run 1.0, in which Inspector finds a vulnerability. */
async function vulnerable(mode = 'observe', more = '', unread: readonly string[] = []) {
  const world = await openRegistry(mode, more, unread);
  const digest = world.fleet.pushImage('payments', { tags: ['1.0'] });
  runService(world, 'payments-api', '1.0', { owner: 'ana' });
  runService(world, 'payments-worker', '1.0');
  await minutes(world, 5);
  world.fleet.completeScan('payments', digest, [OPENSSL]);
  await minutes(world, 1);
  return { ...world, digest };
}

describe('shared/playbooks/answer-scan', () => {
  it('says how bad it is, what it waits for, and what to do next', async () => {
    const world = await vulnerable();

    const [text = ''] = told(world);
    expect(headlines(world)).toEqual([expect.stringMatching(/^CRITICAL/)]);
    expect(text).toContain('Waiting for a fixed image to be pushed, scanned and deployed');
    expect(text).toContain(
      'Build payments anew with openssl 3.0.15, and deploy it. payments-team owns payments.',
    );
    await world.close();
  });

  it('tells who runs the vulnerable image, who owns it, and what would fix it', async () => {
    const world = await vulnerable();

    const [text = ''] = told(world);
    expect(headlines(world)).toEqual([expect.stringContaining('CVE-2026-10042 in payments')]);
    expect(text).toContain('service payments-api in prod, owner ana');
    expect(text).toContain('service payments-worker in prod');
    expect(text).toContain('openssl 3.0.11, fixed in 3.0.15');
    expect(text).toContain('payments-team');
    expect(text).toContain('0 of 2 fixed');
    await world.close();
  });

  it('follows the services to a clean image, and closes itself with the last one', async () => {
    const world = await vulnerable();
    const clean = world.fleet.pushImage('payments', { tags: ['1.1'] });
    world.fleet.completeScan('payments', clean, []);

    roll(world, 'payments-api', '1.1');
    await minutes(world, 30);
    expect(headlines(world)[0]).toContain('1 of 2 fixed');
    expect(outcomes(world)).toEqual([null]);

    roll(world, 'payments-worker', '1.1');
    await minutes(world, 1 * HOURS);
    expect(headlines(world)).toEqual([expect.stringMatching(/^RESOLVED.*CVE-2026-10042/)]);
    expect(outcomes(world)).toEqual([{ type: 'held', reason: '2 of 2 fixed' }]);
    expect(writes(world)).toEqual(['PutRegistryScanningConfiguration']);
    await world.close();
  });

  it('says each state of things once in the thread', async () => {
    const world = await vulnerable();
    await minutes(world, 1 * DAYS);

    expect(threadLines(world)).toHaveLength(1);
    await world.close();
  });

  it('does not take an image for fixed that was not scanned', async () => {
    const world = await vulnerable();
    world.fleet.pushImage('payments', { tags: ['1.1'] });

    roll(world, 'payments-api', '1.1');
    roll(world, 'payments-worker', '1.1');
    await minutes(world, 2 * HOURS);

    expect(headlines(world)[0]).toContain('0 of 2 fixed; 2 not scanned yet');
    await world.close();
  });

  it('asks people when nobody has fixed it for a week', async () => {
    const world = await vulnerable();
    await minutes(world, 8 * DAYS);

    expect(headlines(world)).toEqual([expect.stringMatching(/^NEEDS YOU/)]);
    expect(told(world)[0]).toContain('After 7 days: 0 of 2 fixed');
    await world.close();
  });

  it('joins what is found in other images of the family, in the same message', async () => {
    const world = await vulnerable();
    const other = world.fleet.pushImage('payments', { tags: ['1.1'] });
    runService(world, 'payments-admin', '1.1');
    world.fleet.completeScan('payments', other, [OPENSSL]);
    await minutes(world, 1 * HOURS);

    expect(headlines(world)).toEqual([expect.stringContaining('0 of 3 fixed')]);
    await world.close();
  });

  it('is one message for all repositories that the same people hear of, and follows each of them', async () => {
    const world = await openRegistry('observe');
    const pushed = ['payments', 'orders', 'idle'].map((name) => {
      if (name !== 'payments') world.fleet.createRepository({ name, tags: { team: `${name}-team` } });
      return { name, digest: world.fleet.pushImage(name, { tags: ['1.0'] }) };
    });
    runService(world, 'payments-api', '1.0');
    runService(world, 'orders-api', '1.0', { of: 'orders' });
    await minutes(world, 5);
    for (const { name, digest } of pushed) world.fleet.completeScan(name, digest, [OPENSSL]);
    await minutes(world, 1);

    const [text = ''] = told(world);
    expect(headlines(world)).toEqual([expect.stringContaining('CVE-2026-10042 in 2 repositories')]);
    expect(text).toContain('service orders-api in prod (orders)');
    expect(text).toContain('service payments-api in prod (payments)');
    expect(text).toContain('1 more repository');
    expect(text).toContain('Build orders anew with openssl 3.0.15, and deploy it, then the same for 1 more.');

    const clean = world.fleet.pushImage('orders', { tags: ['1.1'] });
    world.fleet.completeScan('orders', clean, []);
    roll(world, 'orders-api', '1.1', 'orders');
    await minutes(world, 30);
    expect(headlines(world)[0]).toContain('1 of 2 fixed');
    expect(told(world)[0]).toContain('Build payments anew with openssl 3.0.15, and deploy it.');

    const last = world.fleet.pushImage('payments', { tags: ['1.1'] });
    world.fleet.completeScan('payments', last, []);
    roll(world, 'payments-api', '1.1');
    await minutes(world, 1 * HOURS);
    expect(outcomes(world)[0]).toEqual({ type: 'held', reason: '2 of 2 fixed' });

    tick(world);
    await minutes(world, 10);
    expect(told(world)[1]).toContain('idle: 1 critical (CVE-2026-10042)');
    await world.close();
  });

  it('tells each team of its own repositories, where its route says', async () => {
    const world = await openRegistry('observe', '', [], {
      config: { ...config('observe'), routes: TEAM_ROUTES },
    });
    world.fleet.createRepository({ name: 'orders' });
    for (const of of ['payments', 'orders']) {
      const digest = world.fleet.pushImage(of, { tags: ['1.0'] });
      runService(world, `${of}-api`, '1.0', { of });
      world.fleet.completeScan(of, digest, [OPENSSL]);
    }
    await minutes(world, 5);

    const heard = (channel: string) => world.slack.messages(channel).map(({ message }) => message.text);
    expect(heard('#pay')).toEqual([expect.stringContaining('CVE-2026-10042 in payments')]);
    expect(heard('#ops')).toEqual([expect.stringContaining('CVE-2026-10042 in orders')]);
    await world.close();
  });

  it('finds an image that runs as part of an index', async () => {
    const world = await openRegistry('observe');
    const child = world.fleet.pushImage('payments', {});
    world.fleet.pushImage('payments', { tags: ['1.0'], children: [child] });
    runService(world, 'payments-api', '1.0');
    await minutes(world, 5);
    world.fleet.completeScan('payments', child, [OPENSSL]);
    await minutes(world, 1);

    expect(headlines(world)).toEqual([expect.stringContaining('0 of 1 fixed')]);
    await world.close();
  });

  it.each([
    ['of a lower severity', { ...OPENSSL, severity: 'MEDIUM' }],
    ['without a fix', { name: OPENSSL.name, severity: 'CRITICAL', package: 'openssl' }],
    ['that is suppressed', { ...OPENSSL, status: 'SUPPRESSED' }],
  ] as const)('is silent about a finding %s', async (_what, found) => {
    const world = await openRegistry('observe');
    const digest = world.fleet.pushImage('payments', { tags: ['1.0'] });
    runService(world, 'payments-api', '1.0');
    world.fleet.reportFinding('payments', digest, found);
    await minutes(world, 5);

    expect(headlines(world)).toEqual([]);
    expect(outcomes(world)).toEqual([]);
    await world.close();
  });

  it('lists what a basic scan found in one message, and follows it too', async () => {
    const world = await openRegistry('observe');
    world.fleet.send('ECR', 'PutRegistryScanningConfiguration', { scanType: 'BASIC' });
    const digest = world.fleet.pushImage('payments', { tags: ['1.0'] });
    runService(world, 'payments-api', '1.0');
    await minutes(world, 1);
    const zlib = { name: 'CVE-2026-20007', severity: 'HIGH', package: 'zlib' } as const;
    const curl = { name: 'CVE-2026-30001', severity: 'LOW', package: 'curl' } as const;
    world.fleet.completeScan('payments', digest, [OPENSSL, zlib, curl]);
    await minutes(world, 1);

    expect(headlines(world)).toEqual([expect.stringContaining('2 vulnerabilities in payments')]);
    expect(told(world)[0]).toContain('CVE-2026-10042 (openssl, CRITICAL), CVE-2026-20007 (zlib, HIGH)');

    world.fleet.completeScan('payments', digest, [curl]);
    await minutes(world, 30);
    expect(outcomes(world)).toEqual([{ type: 'held', reason: '1 of 1 fixed' }]);
    await world.close();
  });

  describe('told to act', () => {
    const ACTIONS = 'playbooks: { answer-scan: { settings: { actions: [rebuild, quarantine] } } }';
    const changes = (world: World) =>
      writes(world).filter((command) => command !== 'PutRegistryScanningConfiguration');

    it('asks for a rebuild and tags the image, once, and then follows the services', async () => {
      const world = await vulnerable('act', ACTIONS);
      await minutes(world, 5 * HOURS);
      expect(changes(world)).toEqual(['PutEvents', 'PutImage']);

      const clean = world.fleet.pushImage('payments', { tags: ['1.1'] });
      world.fleet.completeScan('payments', clean, []);
      roll(world, 'payments-api', '1.1');
      roll(world, 'payments-worker', '1.1');
      await minutes(world, 6 * HOURS);

      expect(changes(world)).toEqual(['PutEvents', 'PutImage']);
      expect(outcomes(world)).toEqual([{ type: 'held', reason: '2 of 2 fixed' }]);
      await world.close();
    });

    it('tells the bus what is wrong with which image', async () => {
      const world = await vulnerable('act', ACTIONS);
      const puts = world.fleet.calls.filter(({ command }) => command === 'PutEvents');

      const [entry] = puts.flatMap(({ input }) => (input as PutEventsRequest).Entries ?? []);
      expect(entry).toMatchObject({ Source: 'watchkeeper', DetailType: 'Image Rebuild Requested' });
      expect(JSON.parse(entry?.Detail ?? '')).toEqual({
        repository: 'payments',
        images: [{ digest: world.digest, tags: ['1.0'] }],
        vulnerabilities: [
          {
            id: 'CVE-2026-10042',
            severity: 'CRITICAL',
            fix: 'yes',
            exploitKnown: false,
            packages: [{ name: 'openssl', version: '3.0.11', fixedIn: '3.0.15' }],
          },
        ],
      });
      await world.close();
    });

    it('leaves alone what is protected', async () => {
      const world = await vulnerable('act', `protect: [{ repository: pay*, reason: audited }]\n${ACTIONS}`);
      await minutes(world, 5);

      expect(changes(world)).toEqual([]);
      expect(headlines(world)).toEqual([expect.stringMatching(/^HANDS OFF/)]);
      await world.close();
    });

    it('leaves out the repositories whose tags keep hands off', async () => {
      const world = await openRegistry('act', ACTIONS);
      world.fleet.createRepository({ name: 'orders', tags: { 'watchkeeper:mode': 'off' } });
      for (const of of ['orders', 'payments']) {
        const digest = world.fleet.pushImage(of, { tags: ['1.0'] });
        runService(world, `${of}-api`, '1.0', { of });
        world.fleet.completeScan(of, digest, [OPENSSL]);
      }
      await minutes(world, 10);

      const written = world.fleet.calls.filter(({ command }) => /^Put(Events|Image)$/.test(command));
      expect(written).toHaveLength(2);
      expect(JSON.stringify(written.map(({ input }) => input))).not.toContain('orders');
      await world.close();
    });

    it.each([
      ['act', true],
      ['observe', false],
    ] as const)(
      'asks about all repositories when the tag of one says so, if the mode is %s',
      async (mode, asks) => {
        const world = await openRegistry(mode, ACTIONS);
        world.fleet.createRepository({ name: 'orders', tags: { 'watchkeeper:mode': 'ask' } });
        for (const of of ['orders', 'payments']) {
          const digest = world.fleet.pushImage(of, { tags: ['1.0'] });
          runService(world, `${of}-api`, '1.0', { of });
          world.fleet.completeScan(of, digest, [OPENSSL]);
        }
        await minutes(world, 10);

        expect(changes(world)).toEqual([]);
        expect(world.slack.messages('#ops').map(world.slack.isAsking)).toEqual([asks]);
        await world.close();
      },
    );

    it('only asks, and only says, where the mode is ask or observe', async () => {
      const asking = await vulnerable('ask', ACTIONS);
      const observing = await vulnerable('observe', ACTIONS);

      expect(changes(asking)).toEqual([]);
      expect(told(asking)[0]).toContain('ask for a rebuild of payments, then tag payments@');
      expect(changes(observing)).toEqual([]);
      expect(headlines(observing)).toEqual([expect.stringMatching(/^OBSERVED/)]);
      await asking.close();
      await observing.close();
    });

    it('does what was approved', async () => {
      const world = await vulnerable('ask', ACTIONS);
      const [root] = world.slack.messages('#ops');
      if (!root) throw new Error('nobody was asked');
      await world.click(root, 'approve', ONCALL);
      await minutes(world, 5);

      expect(changes(world)).toEqual(['PutEvents', 'PutImage']);
      await world.close();
    });

    it('does nothing while it is not known who uses what', async () => {
      const world = await vulnerable('act', ACTIONS, ['ECS may not be read']);
      await minutes(world, 1 * DAYS);

      expect(changes(world)).toEqual([]);
      await world.close();
    });
  });

  describe('when not all that uses images could be read', () => {
    it('says so, and never takes it for fixed', async () => {
      const world = await vulnerable('observe', '', ['ECS of account 111122223333 may not be read']);
      const clean = world.fleet.pushImage('payments', { tags: ['1.1'] });
      world.fleet.completeScan('payments', clean, []);
      roll(world, 'payments-api', '1.1');
      roll(world, 'payments-worker', '1.1');
      await minutes(world, 2 * HOURS);

      expect(told(world)[0]).toContain('not all could be read: ECS of account 111122223333 may not be read');
      expect(outcomes(world)).toEqual([null]);
      await world.close();
    });

    it('does not say that nobody runs it', async () => {
      const world = await openRegistry('observe', '', ['ECS may not be read']);
      const digest = world.fleet.pushImage('payments', { tags: ['1.0'] });
      world.fleet.completeScan('payments', digest, [OPENSSL]);
      await minutes(world, 1);

      expect(told(world)[0]).toContain('it is not known who runs it');
      await world.close();
    });
  });
});

describe('the summary of the day', () => {
  /** A vulnerability in an image that nobody runs. */
  async function unused(more = '') {
    const world = await openRegistry('observe', more);
    const digest = world.fleet.pushImage('payments', { tags: ['1.0'] });
    world.fleet.completeScan('payments', digest, [OPENSSL]);
    await minutes(world, 5);
    return { ...world, digest };
  }

  it('tells once of what is in images that nobody runs', async () => {
    const world = await unused();
    expect(headlines(world)).toEqual([]);

    for (const _day of [1, 2, 3]) {
      tick(world);
      await minutes(world, 1 * DAYS);
    }

    expect(headlines(world)).toEqual([expect.stringContaining('vulnerabilities in images that nobody runs')]);
    expect(told(world)[0]).toContain('payments: 1 critical (CVE-2026-10042)');
    await world.close();
  });

  it('has no message for a day that brought nothing', async () => {
    const world = await openRegistry('observe');
    tick(world);
    await minutes(world, 10);

    expect(headlines(world)).toEqual([]);
    await world.close();
  });

  it('opens an incident of its own for what somebody runs by then', async () => {
    const world = await unused();
    runService(world, 'payments-api', '1.0');
    await minutes(world, 5);
    tick(world);
    await minutes(world, 10);

    expect(headlines(world)).toEqual([expect.stringContaining('CVE-2026-10042 in payments')]);
    await world.close();
  });
});

describe('an accepted risk', () => {
  const until = (day: string) => `
playbooks:
  answer-scan:
    settings:
      accepted:
        - { id: CVE-2026-10042, repository: pay*, reason: not reachable, owner: ana, until: ${day} }
`;

  it('is left alone until its last day, and then opens at the next look of the day, once', async () => {
    const world = await vulnerable('observe', until('2026-11-24'));
    expect(headlines(world)).toEqual([]);
    tick(world);
    await minutes(world, 30 * HOURS);
    expect(headlines(world)).toEqual([]);

    await minutes(world, 10 * HOURS);
    for (const _day of [1, 2, 3]) {
      tick(world);
      await minutes(world, 1 * DAYS);
    }
    expect(headlines(world)).toEqual([expect.stringContaining('CVE-2026-10042 in payments')]);
    expect(outcomes(world).at(-2)).toBeDefined();
    await world.close();
  });

  it('that has ended is answered at the next finding, as if it were new', async () => {
    const world = await vulnerable('observe', until('2026-11-22'));

    expect(headlines(world)).toHaveLength(1);
    await world.close();
  });

  it('of another repository changes nothing here', async () => {
    const world = await vulnerable('observe', until('2026-12-31').replace('pay*', 'orders'));

    expect(headlines(world)).toHaveLength(1);
    await world.close();
  });
});
