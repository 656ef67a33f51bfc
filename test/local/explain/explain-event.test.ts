import { describe, expect, it } from 'vitest';
import { explainEvent } from '../../../local/explain/explain-event.ts';
import type { PlaybookResult } from '../../../local/explain/explanation.ts';
import { CAUSE_CODES } from '../../../shared/domain/cause.ts';
import { PLAYBOOKS } from '../../../shared/playbooks/index.ts';
import { decodeConfig } from '../../../shared/runtime/config/index.ts';
import { ALL_SAMPLES, expectedOf, OWN_SAMPLES, ownSample } from '../../signals/samples.ts';

const DEFAULTS = decodeConfig('', 'defaults');
const SPOT = ownSample('aws.ecs/task-stopped-spot-interrupted-job.json');
const CRASH = ownSample('aws.ecs/task-stopped-application-exit-service.json');

/** A sample with other details; `undefined` leaves one out. */
function withDetail(sample: Record<string, unknown>, change: Record<string, unknown>) {
  return { ...sample, detail: { ...(sample.detail as object), ...change } };
}

async function resultOf(playbook: string, event: unknown, config = ''): Promise<PlaybookResult | undefined> {
  const { results } = await explainEvent(event, decodeConfig(config, 'test.yml'));
  return results.find((result) => result.playbook === playbook);
}

function isAmong(some: readonly { readonly playbook: string }[]) {
  return ({ playbook }: PlaybookResult) => some.some((one) => one.playbook === playbook);
}

/** An expected file need not name a playbook that ignores the event, and must name any other. */
function unsaid({ playbook, triage, reason }: PlaybookResult, sample: string): readonly string[] {
  if (triage === 'ignore') return [];
  const file = `events/${sample.replace(/\.json$/, '.expected.json')}`;
  return [`the playbook ${playbook} does not ignore it (${triage}: ${reason}): say so in ${file}`];
}

describe('local/explain', () => {
  it.each(OWN_SAMPLES)('makes of $name what is expected of it', async (sample) => {
    const explanation = await explainEvent(sample.event, DEFAULTS);

    const { results: expectedResults, ...expected } = expectedOf(sample);
    expect(explanation).toMatchObject(expected);
    expect(explanation.results.filter(isAmong(expectedResults))).toMatchObject(expectedResults);
    const unnamed = explanation.results.filter((result) => !isAmong(expectedResults)(result));
    expect(unnamed.flatMap((result) => unsaid(result, sample.name))).toEqual([]);
  });

  it.each(ALL_SAMPLES)('keeps the contract for $name', async ({ event }) => {
    const explanation = JSON.parse(JSON.stringify(await explainEvent(event, DEFAULTS)));

    const { door, signal, cause, results } = explanation;
    expect(Object.keys(explanation.event)).toEqual(['id', 'source', 'detailType']);
    expect(door === null).toBe(signal === null);
    if (signal === null) expect({ cause, results }).toEqual({ cause: null, results: [] });
    if (cause !== null) expect(CAUSE_CODES).toContain(cause.code);
    for (const result of results) {
      expect(PLAYBOOKS.map(({ id }) => id)).toContain(result.playbook);
      expect(['ignore', 'count', 'respond']).toContain(result.triage);
      expect(result.decision === 'act').toBe(result.actions.length > 0);
      expect(result.reason).toMatch(/\S/);
      expect(result.decision === 'act').toBe(result.verdict !== undefined);
    }
  });

  it('does not restart a task whose secret lacks a key, and names the secret', async () => {
    const service = ownSample('aws.ecs/task-stopped-secret-key-missing.json');
    const standalone = withDetail(service, {
      group: 'family:payments-api',
      startedBy: 'events-rule/nightly',
    });

    const { cause } = await explainEvent(standalone, DEFAULTS);
    const result = await resultOf('rerun-failed-task', standalone, 'mode: act');

    const secret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/payments-api-AbCdEf';
    expect(cause).toMatchObject({ code: 'secret-key-missing', subject: expect.stringContaining(secret) });
    expect(result).toMatchObject({ triage: 'respond', decision: 'nothing', actions: [] });
    expect(result?.reason).toContain(secret);
    expect(result?.nextStep).toContain('DB_PASSWORD');
  });

  it.each([
    ['as it is', SPOT],
    ['without its interface', withDetail(SPOT, { attachments: undefined })],
    ['without containers', withDetail(SPOT, { containers: [] })],
  ])('runs a Spot task %s again on Fargate, with what it was started with', async (_what, event) => {
    const result = await resultOf('rerun-failed-task', event, 'mode: act');

    const { overrides } = SPOT.detail as { overrides: unknown };
    expect(result).toMatchObject({ triage: 'respond', decision: 'act', verdict: { type: 'act' } });
    expect(result?.actions).toEqual([
      expect.objectContaining({
        kind: 'ecs.run-task',
        capacityProvider: 'FARGATE',
        overrides,
        network: expect.objectContaining({ subnets: [expect.stringMatching(/^subnet-/)] }),
      }),
    ]);
  });

  it('waits out the back-off, and says so', async () => {
    const event = ownSample('aws.ecs/task-stopped-application-exit-job.json');

    const result = await resultOf('rerun-failed-task', event);

    expect(result).toMatchObject({ decision: 'act', waitSeconds: 60 });
    expect(result?.reason).toMatch(/^after waiting 1 min: /);
  });

  it('looks at the clock of the event, not at ours', async () => {
    const freeze = 'freezes: [{ name: March, timezone: UTC, start: 2026-03-01, end: 2026-03-03 }]';

    const result = await resultOf('rerun-failed-task', SPOT, `mode: act\n${freeze}\n`);

    expect(result?.verdict).toMatchObject({ type: 'observe', by: 'freeze' });
  });

  it('counts a crash, and rolls back once it has counted as often as the settings say', async () => {
    const config =
      'playbooks: { stop-crash-loop: { mode: act, settings: { failures: 3, windowMinutes: 5 } } }';

    const result = await resultOf('stop-crash-loop', CRASH, config);

    expect(result).toMatchObject({
      triage: 'count',
      decision: 'nothing',
      reason: 'failure 1 of 3 within 5 min: Container payments-api exited with code 1.',
      atThreshold: {
        failures: 3,
        decision: 'act',
        reason: 'payments-api:43 failed 3 times in 1 min; payments-api:42 was the last steady revision',
        actions: [{ kind: 'ecs.deploy-revision', service: 'payments-api' }],
        verdict: { type: 'act' },
      },
    });
  });

  it('makes up no revision before the first', async () => {
    const arn = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/payments-api:1';

    const result = await resultOf('stop-crash-loop', withDetail(CRASH, { taskDefinitionArn: arn }));

    expect(result?.atThreshold).toMatchObject({
      decision: 'nothing',
      reason: 'no other revision is known to have been steady',
    });
  });

  it('takes the event for one of its own account and region, in every partition', async () => {
    const china = JSON.parse(
      JSON.stringify(CRASH).replaceAll('arn:aws:', 'arn:aws-cn:').replaceAll('eu-west-1', 'cn-north-1'),
    );

    const result = await resultOf('stop-crash-loop', china, 'mode: act');

    expect(result?.atThreshold).toMatchObject({
      actions: [{ target: 'arn:aws-cn:ecs:cn-north-1:123456789012:service/prod/payments-api' }],
      verdict: { type: 'act' },
    });
  });

  it('says that a playbook which is off is off', async () => {
    const result = await resultOf(
      'rerun-failed-task',
      SPOT,
      'playbooks: { rerun-failed-task: { mode: off } }',
    );

    expect(result).toMatchObject({
      triage: 'ignore',
      decision: 'nothing',
      reason: expect.stringContaining('off'),
    });
  });

  it('takes for granted that a service runs the image of a finding, and says what it would do', async () => {
    const settings = 'playbooks: { answer-scan: { mode: act, settings: { actions: [rebuild] } } }';
    const finding = ownSample('aws.inspector2/finding-critical.json');
    const result = await resultOf('answer-scan', finding, settings);
    const { assumed } = await explainEvent(finding, DEFAULTS);

    expect(result).toMatchObject({ decision: 'act', actions: [{ kind: 'events.put-event' }] });
    expect(assumed).toEqual(['one service runs the image, and all that uses images can be read']);
  });
});
