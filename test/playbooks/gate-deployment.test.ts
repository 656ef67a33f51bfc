import { describe, expect, it } from 'vitest';
import type { NewFinding } from '../../local/fleet/index.ts';
import type { World } from '../../local/world.ts';
import { headlines, minutes, ONCALL } from '../support/fleet.ts';
import { pauseDeployment } from '../support/paused.ts';
import { OPENSSL, openRegistry } from '../support/scans.ts';

interface Story {
  readonly mode?: string;
  /** What the scan of the new image finds; without it there was none. */
  readonly finds?: readonly NewFinding[];
  readonly more?: string;
  readonly tagged?: string;
}

const ACCEPTED = `playbooks:
  answer-scan:
    settings:
      accepted: [{ id: ${OPENSSL.name}, reason: not reachable, owner: ana, until: 2099-01-01 }]`;
const CONTINUE_CLEAN = 'playbooks: { gate-deployment: { settings: { continueClean: true } } }';

async function paused({ mode = 'act', finds, more, tagged }: Story = {}) {
  const world = await openRegistry(mode, more);
  const scan = (digest: string) => finds && world.fleet.completeScan('payments', digest, [...finds]);
  const digest = await pauseDeployment(world, { before: scan, ...(tagged && { mode: tagged }) });
  return { ...world, digest };
}

const answers = ({ fleet }: Pick<World, 'fleet'>) =>
  fleet.calls.flatMap(({ command, input }) => (command === 'ContinueServiceDeployment' ? [input] : []));
const root = ({ slack }: Pick<World, 'slack'>) =>
  slack.messages('#ops').find(({ message }) => message.text.includes('payments-api'));
const text = (world: Pick<World, 'slack'>) => JSON.stringify(root(world)?.message.blocks);
const told = (world: Pick<World, 'slack'>) => headlines(world).filter((one) => one.includes('payments-api'));
const revisions = ({ fleet }: Pick<World, 'fleet'>) =>
  fleet
    .tasks()
    .filter(({ lastStatus }) => lastStatus === 'RUNNING')
    .map(({ taskDefinitionArn = '' }) => taskDefinitionArn.split('/')[1]);

describe('shared/playbooks/gate-deployment', () => {
  it('rolls a deployment back whose image has a vulnerability, before a task of it was started', async () => {
    const world = await paused({ finds: [OPENSSL] });
    await minutes(world, 20);

    expect(answers(world)).toEqual([expect.objectContaining({ action: 'ROLLBACK' })]);
    expect(revisions(world)).toEqual(['payments-api:1', 'payments-api:1']);
    expect(told(world)).toEqual([expect.stringMatching(/^RESOLVED.*deployment rolled back/)]);
    expect(world.bus.deadLetters).toEqual([]);
    await world.close();
  });

  it('asks first where the mode says so, and does nothing more once somebody answered in the meantime', async () => {
    const world = await paused({ mode: 'ask', finds: [OPENSSL] });
    expect(answers(world)).toEqual([]);
    expect(text(world)).toContain('roll the deployment of payments-api back');
    expect(text(world)).toContain('CVE-2026-10042');

    const message = root(world);
    if (!message) throw new Error('nobody was asked');
    await world.click(message, 'approve', ONCALL);
    await minutes(world, 20);

    expect(answers(world)).toHaveLength(1);
    expect(revisions(world)).toEqual(['payments-api:1', 'payments-api:1']);
    await world.close();
  });

  it.each([
    ['the mode only observes', { mode: 'observe' }],
    ['the service is tagged hands off', { tagged: 'observe' }],
  ])('leaves a deployment alone where %s', async (_what, story) => {
    const world = await paused({ finds: [OPENSSL], ...story });
    await minutes(world, 30);

    expect(answers(world)).toEqual([]);
    await world.close();
  });

  it.each([
    ['accepted', { finds: [OPENSSL], more: ACCEPTED }],
    ['not severe enough', { finds: [{ ...OPENSSL, severity: 'LOW' }] as const }],
  ])(
    'leaves it to people to go on when the vulnerability is %s, and names the command',
    async (_what, story) => {
      const world = await paused(story);
      await minutes(world, 30);

      expect(answers(world)).toEqual([]);
      expect(told(world)).toEqual([expect.stringMatching(/^NEEDS YOU/)]);
      expect(text(world)).toContain('payments-team decides: aws ecs continue-service-deployment');
      expect(text(world)).toMatch(/--hook-id ecs-pause-[0-9a-f]{43} --action CONTINUE/);
      await world.close();
    },
  );

  it('lets a deployment go on whose images are proven clean, where that was opted in', async () => {
    const world = await paused({ finds: [], more: CONTINUE_CLEAN });
    await minutes(world, 20);

    expect(answers(world)).toEqual([expect.objectContaining({ action: 'CONTINUE' })]);
    expect(revisions(world)).toEqual(['payments-api:2', 'payments-api:2']);
    await world.close();
  });

  it('never lets it go on without a scan, and says after a while who must decide', async () => {
    const world = await paused({ more: CONTINUE_CLEAN });
    await minutes(world, 30);

    expect(answers(world)).toEqual([]);
    expect(told(world)).toEqual([expect.stringMatching(/^NEEDS YOU/)]);
    expect(text(world)).toContain('was not scanned');
    expect(text(world)).toContain('continue-service-deployment');
    await world.close();
  });

  it('waits for a scan that comes late', async () => {
    const world = await paused();
    expect(answers(world)).toEqual([]);

    world.fleet.completeScan('payments', world.digest, [OPENSSL]);
    await minutes(world, 20);

    expect(answers(world)).toEqual([expect.objectContaining({ action: 'ROLLBACK' })]);
    await world.close();
  });
});
