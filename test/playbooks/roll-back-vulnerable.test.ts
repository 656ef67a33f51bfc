import { describe, expect, it } from 'vitest';
import type { World } from '../../local/world.ts';
import { MalformedEventError } from '../../shared/domain/errors.ts';
import type { Service } from '../../shared/domain/fleet.ts';
import { decideCleanRevision } from '../../shared/playbooks/ecs/clean-revision-decision.ts';
import type { CleanRevisionFacts } from '../../shared/playbooks/ecs/clean-revision-facts.ts';
import { rollBackVulnerable } from '../../shared/playbooks/roll-back-vulnerable.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { ownSample } from '../signals/samples.ts';
import { headlines, minutes, ONCALL } from '../support/fleet.ts';
import { OPENSSL, openRegistry, roll, runService } from '../support/scans.ts';

const ARN = 'arn:aws:ecs:eu-west-1:123456789012';
const DEPLOYMENT = {
  id: 'ecs-svc/1',
  status: 'PRIMARY',
  taskDefinitionArn: `${ARN}:task-definition/payments-api:2`,
  rolloutState: 'COMPLETED',
  desiredCount: 2,
  runningCount: 2,
  failedTasks: 0,
};

function service(change: Partial<Service> = {}): Service {
  return {
    serviceArn: `${ARN}:service/prod/payments-api`,
    name: 'payments-api',
    clusterArn: `${ARN}:cluster/prod`,
    status: 'ACTIVE',
    taskDefinitionArn: DEPLOYMENT.taskDefinitionArn,
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    deploymentController: 'ECS',
    circuitBreaker: { enabled: false, rollback: false },
    deployments: [DEPLOYMENT],
    tags: {},
    ...change,
  };
}

const ASK = 'playbooks: { answer-scan: { settings: { actions: [roll-back] } } }';

interface Story {
  readonly mode?: string;
  /** What the scan of 1.0 finds; `not` when there was none. */
  readonly before?: 'nothing' | 'the same' | 'not';
  readonly tagged?: string;
  /** The tag 1.1 goes to a clean image after the deployment. */
  readonly retag?: boolean;
  /** The repository of 1.0. */
  readonly of?: string;
}

/** A service went from 1.0 to 1.1, in which Inspector then finds a vulnerability. */
async function vulnerable({ mode = 'act', before = 'nothing', tagged, retag, of = 'payments' }: Story = {}) {
  const world = await openRegistry(mode, ASK);
  if (of !== 'payments') world.fleet.createRepository({ name: of });
  const old = world.fleet.pushImage(of, { tags: ['1.0'] });
  const now = world.fleet.pushImage('payments', { tags: ['1.1'] });
  runService(world, 'payments-api', '1.0', { of, ...(tagged && { mode: tagged }) });
  await minutes(world, 10);
  roll(world, 'payments-api', '1.1');
  await minutes(world, 20);
  if (retag) world.fleet.completeScan('payments', world.fleet.pushImage('payments', { tags: ['1.1'] }), []);
  if (before !== 'not') world.fleet.completeScan(of, old, before === 'nothing' ? [] : [OPENSSL]);
  world.fleet.completeScan('payments', now, [OPENSSL]);
  await minutes(world, 5);
  return world;
}

const changes = ({ fleet }: World) =>
  fleet.calls.flatMap(({ command, input }) => (command === 'UpdateService' ? [input] : []));
const question = (world: World) =>
  world.slack.messages('#ops').find(({ message }) => message.text.includes('payments-api runs an image'));
const text = (world: World) => JSON.stringify(question(world)?.message.blocks);

describe('shared/playbooks/roll-back-vulnerable', () => {
  it('asks people whatever the mode, then goes back to the last revision that is proven clean', async () => {
    const world = await vulnerable();
    expect(changes(world)).toEqual([]);
    expect(text(world)).toContain('roll payments-api back to payments-api:1');
    expect(text(world)).toContain('CVE-2026-10042');

    const root = question(world);
    if (!root) throw new Error('nobody was asked');
    await world.click(root, 'approve', ONCALL);
    await minutes(world, 60);

    expect(changes(world)).toEqual([
      expect.objectContaining({ taskDefinition: expect.stringMatching(/payments-api:1$/) }),
    ]);
    expect(headlines(world)).toEqual([
      expect.stringMatching(/^RESOLVED.*CVE-2026-10042/),
      expect.stringMatching(/^RESOLVED.*payments-api/),
    ]);
    expect(JSON.stringify(world.slack.thread(root))).toContain('--task-definition payments-api:2');
    await world.close();
  });

  it.each([
    ['has it, too', 'the same', 'payments-api:1 has CVE-2026-10042'],
    ['was never scanned', 'not', 'payments:1.0 was not scanned'],
  ] as const)('changes nothing when the revision before %s, and says so', async (_what, before, reason) => {
    const world = await vulnerable({ before });

    expect(text(world)).toContain('o steady revision is proven to be without it');
    expect(text(world)).toContain(reason);
    expect(headlines(world)[1]).toMatch(/^NEEDS YOU/);
    expect(changes(world)).toEqual([]);
    await world.close();
  });

  it('judges what runs, whatever its tag means by now', async () => {
    const world = await vulnerable({ retag: true });

    expect(text(world)).toContain('roll payments-api back to payments-api:1');
    await world.close();
  });

  it('does not go back to other images than those of the same repositories', async () => {
    const world = await vulnerable({ of: 'old-payments' });

    expect(text(world)).toContain('o steady revision is proven to be without it');
    await world.close();
  });

  it.each(['off', 'observe'])('never touches a service that is tagged %s', async (mode) => {
    const world = await vulnerable({ tagged: mode });
    await minutes(world, 60);

    expect(headlines(world).join()).not.toContain('RESOLVED');
    expect(changes(world)).toEqual([]);
    await world.close();
  });

  it('is asked for by nobody where the mode only observes', async () => {
    const world = await vulnerable({ mode: 'observe' });

    expect(text(world)).toBeUndefined();
    expect(headlines(world)).toEqual([expect.stringMatching(/^OBSERVED/)]);
    await world.close();
  });

  describe('decides', () => {
    const facts: CleanRevisionFacts = {
      service: service(),
      ids: ['CVE-1'],
      current: { type: 'vulnerable', id: 'CVE-1' },
      before: [{ taskDefinitionArn: `${ARN}:task-definition/payments-api:1`, scan: { type: 'clean' } }],
      attempts: [],
    };
    const decide = (change: Partial<CleanRevisionFacts>) =>
      decideCleanRevision({ ...facts, ...change }, { verifyMinutes: 15, comeBackMinutes: 10 });

    it('to ask for one rollback, always', () => {
      expect(decide({})).toMatchObject({
        type: 'act',
        alwaysAsk: true,
        actions: [{ kind: 'ecs.deploy-revision' }],
      });
    });

    it.each([
      ['the service is gone', { service: null }, 'nothing', /gone/],
      ['what runs is clean by now', { current: { type: 'clean' } }, 'nothing', /has it no more/],
      ['what runs is not known', { current: { type: 'unknown', reason: 'no scan' } }, 'nothing', /no scan/],
      [
        'CodeDeploy deploys it',
        { service: service({ deploymentController: 'CODE_DEPLOY' }) },
        'nothing',
        /CODE_DEPLOY/,
      ],
      ['there is no revision before', { before: [] }, 'nothing', /no steady revision is proven/],
      [
        'a deployment goes on',
        { service: service({ deployments: [DEPLOYMENT, DEPLOYMENT] }) },
        'wait',
        /a deployment goes on/,
      ],
    ] as const)('to change nothing when %s', (_what, change, type, reason) => {
      expect(decide(change)).toMatchObject({ type, reason: expect.stringMatching(reason) });
    });
  });

  describe('hears a request', () => {
    const sample = ownSample('watchkeeper/rollback-requested.json');
    const detail = sample.detail as object;

    it('by anybody who may put an event on the bus, about one service', () => {
      const parsed = parseSignal(sample);
      if (parsed.type !== 'signal') throw new Error(parsed.reason);

      const triage = rollBackVulnerable.triage(
        parsed.signal,
        null,
        rollBackVulnerable.settings.parse({}),
        [],
      );
      expect(triage).toMatchObject({
        type: 'respond',
        target: { kind: 'service', name: 'payments-api', cluster: 'prod' },
        mark: { group: 'CVE-2026-10042' },
      });
    });

    it.each([
      ['no service', { ...sample, resources: [] }],
      ['no cluster', { ...sample, detail: { ...detail, clusterArn: undefined } }],
      ['no vulnerability', { ...sample, detail: { ...detail, vulnerabilities: ['<!channel>', 7] } }],
    ])('but not one that names %s', (_what, event) => {
      expect(() => parseSignal(event)).toThrow(MalformedEventError);
    });
  });
});
