import { describe, expect, it } from 'vitest';
import type { World } from '../../local/world.ts';
import { type ApprovalAnswer, incidentKey } from '../../shared/domain/incident.ts';
import type { QueueRecord } from '../../shared/triage.ts';
import { liveIn, seenIn } from '../notify/strings.ts';
import {
  JOB_SETTINGS,
  minutes,
  ONCALL,
  openWorld,
  outcomes,
  runJobs,
  steadyService,
  writes,
} from '../support/fleet.ts';
import { SERVICE } from '../support/incidents.ts';
import { OPENSSL, openRegistry as openScans, runService } from '../support/scans.ts';
import { created, enforcing, openRegistry } from '../support/settings.ts';
import { stopEvent, taskId } from '../support/stops.ts';

/** Put straight into the queue, as nobody but EventBridge can in AWS. */
function forge(world: World, event: object): void {
  world.bus.put(event as Parameters<World['bus']['put']>[0]);
}

/** A stop of a task that stands in the fleet as it does. */
function stopOf(world: World, task: string, change: object = {}): object {
  const at = new Date(world.timeline.now()).toISOString();
  const event = stopEvent({ task, family: 'worker', at }) as { detail: object };
  return { ...event, detail: { ...event.detail, ...change } };
}

describe.concurrent('the loop, when somebody lies to it', () => {
  it('rolls no healthy service back because of events that were made up', async () => {
    const here = await openWorld('act');
    steadyService(here);
    await minutes(here, 5);
    const at = new Date(here.timeline.now()).toISOString();

    for (let n = 1; n <= 20; n += 1) {
      forge(here, stopEvent({ task: taskId(n), service: 'payments-api', revision: 1, at }));
    }
    await minutes(here, 60);

    expect(writes(here)).toEqual([]);
    await here.close();
  });

  it('runs no job again because of events that were made up: it looks at the task first', async () => {
    const here = await openWorld('act', JOB_SETTINGS);
    const [running = ''] = runJobs(here, 1);
    await minutes(here, 5);

    forge(here, stopOf(here, running.slice(running.lastIndexOf('/') + 1)));
    forge(here, stopOf(here, taskId(7)));
    await minutes(here, 60);

    expect(writes(here)).toEqual([]);
    expect(outcomes(here)).toHaveLength(1);
    await here.close();
  });

  it('runs a job again as ECS knows it, whatever command and role its event names', async () => {
    const taskRoleArn = 'arn:aws:iam::123456789012:role/admin';
    const overrides = {
      taskRoleArn,
      containerOverrides: [{ name: 'app', command: ['curl', 'evil.example'] }],
    };
    const disturb = (records: readonly QueueRecord[]) =>
      records.map(({ id, body }) => {
        const event = JSON.parse(body);
        return { id, body: JSON.stringify({ ...event, detail: { ...event.detail, overrides } }) };
      });
    const here = await openWorld('act', JOB_SETTINGS, { disturb });
    const own = { containerOverrides: [{ name: 'app', command: ['work'] }] };
    const [task = ''] = runJobs(here, 1, own);
    await minutes(here, 5);

    here.fleet.strike({ arns: [task] }, { kind: 'spot-interruption', afterSeconds: 1 });
    await minutes(here, 60);

    const again = here.fleet.calls.filter(({ command }) => command === 'RunTask');
    expect(again.map(({ input }) => input)).toEqual([expect.objectContaining({ overrides: own })]);
    await here.close();
  });

  it.each([
    ['another account', 'eu-west-1:999999999999'],
    ['another Region', 'us-east-1:123456789012'],
  ])('never calls into %s, though an event of ours names its resources', async (_what, place) => {
    const here = await openWorld('act', JOB_SETTINGS);
    runJobs(here, 1);
    await minutes(here, 5);

    const event = JSON.stringify(stopOf(here, taskId(7)));
    forge(here, JSON.parse(event.replaceAll('arn:aws:ecs:eu-west-1:123456789012', `arn:aws:ecs:${place}`)));
    await minutes(here, 60);

    expect(here.fleet.calls.length).toBeGreaterThan(0);
    expect(JSON.stringify(here.fleet.calls)).not.toContain(place);
    expect(writes(here)).toEqual([]);
    await here.close();
  });

  it('takes no approval from anybody but an approver, though it came past the Slack door', async () => {
    const here = await openWorld('ask');
    const { bad } = steadyService(here);
    here.fleet.deploy('prod', 'payments-api', bad);
    await minutes(here, 5);
    const callbackId = await waiting(here);

    await here.deps.resume(callbackId, approvedBy(here, 'U0STRANGER'));
    await minutes(here, 60);

    expect(writes(here)).toEqual([]);
    await here.close();
  });

  it('takes no approval that somebody else wrote into the ledger', async () => {
    const here = await openWorld('ask', 'approval: { expiresMinutes: 10 }\n');
    const { bad } = steadyService(here);
    here.fleet.deploy('prod', 'payments-api', bad);
    await minutes(here, 5);
    const key = incidentKey('stop-crash-loop', SERVICE);
    const planHash = (await here.deps.ledger.read(key))?.approval?.planHash ?? '';

    const written = await here.deps.ledger.answer(key, planHash, approvedBy(here, 'U0STRANGER'));
    await minutes(here, 12);

    expect(written?.answer?.by).toBe('U0STRANGER');
    expect(writes(here)).toEqual([]);
    await here.close();
  });

  it('takes the same approval from an approver', async () => {
    const here = await openWorld('ask');
    const { bad } = steadyService(here);
    here.fleet.deploy('prod', 'payments-api', bad);
    await minutes(here, 5);
    const callbackId = await waiting(here);

    await here.deps.resume(callbackId, approvedBy(here, ONCALL));
    await minutes(here, 60);

    expect(writes(here)).toEqual(['UpdateService']);
    await here.close();
  });
});

describe.concurrent('the loop, when somebody lies to it about the registry', () => {
  const MENTION = '<!channel> <https://evil.example|console> *bold*';

  it('changes nothing because of a repository that somebody made up', async () => {
    const rules = [{ repositories: '*', scan: 'on-push', tags: 'immutable' }];
    const here = await openRegistry('act', { rules });

    created(here, 'made-up');
    await minutes(here, 20);

    expect(outcomes(here)).toMatchObject([{ type: 'nothing' }]);
    expect(writes(here)).toEqual([]);
    await here.close();
  });

  it('tells of no vulnerability that the scan of the image does not have', async () => {
    const digests: string[] = [];
    const disturb = (records: readonly QueueRecord[]) =>
      records.map(({ id, body }) => ({ id, body: body.replaceAll(digests[1] ?? '?', digests[0] ?? '') }));
    const here = await openScans('act', '', [], { disturb });
    for (const tag of ['1.0.0', '1.1.0']) digests.push(here.fleet.pushImage('payments', { tags: [tag] }));
    const [runs = '', spare = ''] = digests;
    here.fleet.completeScan('payments', runs, []);
    runService(here, 'payments-api', '1.0.0');

    here.fleet.reportFinding('payments', spare, OPENSSL);
    await minutes(here, 60);

    expect(outcomes(here)).toMatchObject([{ type: 'nothing' }]);
    expect(here.slack.messages('#ops')).toEqual([]);
    await here.close();
  });

  it('mentions and links nothing that a policy or the package of an image is called', async () => {
    const rules = [{ repositories: '*', accounts: [] }];
    const here = await openScans('act', enforcing({ rules }));
    const Statement = [{ Sid: MENTION, Effect: 'Allow', Principal: MENTION, Action: MENTION }];
    const policyText = JSON.stringify({ Statement });
    here.fleet.send('ECR', 'SetRepositoryPolicy', { repositoryName: 'payments', policyText });
    const digest = here.fleet.pushImage('payments', { tags: ['1.0.0'] });
    runService(here, 'payments-api', '1.0.0', { owner: MENTION });

    here.tick('enforce-repository-settings');
    here.fleet.reportFinding('payments', digest, { ...OPENSSL, package: MENTION, version: MENTION });
    await minutes(here, 20);

    const messages = here.slack.messages('#ops').map(({ message }) => message);
    expect(messages).toHaveLength(2);
    for (const message of messages) {
      expect(seenIn(message)).toContain('evil.example');
      expect(liveIn(message).filter(({ type }) => type !== 'date')).toEqual([]);
    }
    await here.close();
  });
});

/** The callback that the response to the crash loop waits for. */
async function waiting({ deps }: World): Promise<string> {
  const record = await deps.ledger.read(incidentKey('stop-crash-loop', SERVICE));
  return record?.approval?.callbackId ?? '';
}

function approvedBy({ timeline }: World, by: string): ApprovalAnswer {
  return { type: 'approved', by, at: new Date(timeline.now()).toISOString() };
}
