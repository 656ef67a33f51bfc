import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Stack } from '../../../scripts/stack.ts';
import { type Properties, resourcesOf, target } from '../../../scripts/template.ts';
import { decodeConfig } from '../../../shared/runtime/config/index.ts';
import { parseSignal } from '../../../shared/signals/index.ts';
import { causeOfSignal, triageSignal } from '../../../shared/triage/listen.ts';
import { matchesPattern, type Pattern } from '../../support/event-pattern.ts';

const EXITED = { lastStatus: 'STOPPED', stopCode: 'EssentialContainerExited' };
const BY_SCHEDULER = { lastStatus: 'STOPPED', stopCode: 'ServiceSchedulerInitiated' };

/** Task states by what they are, and whether they are worth an invocation. */
const TASKS: readonly (readonly [string, boolean, Properties])[] = [
  [
    'a task that failed to start',
    true,
    { lastStatus: 'STOPPED', stopCode: 'TaskFailedToStart', containers: [] },
  ],
  ['a task whose host was taken away', true, { lastStatus: 'STOPPED', stopCode: 'TerminationNotice' }],
  ['a stop code that is newer than us', true, { lastStatus: 'STOPPED', stopCode: 'InfrastructureHealth' }],
  ['a stop without a code', true, { lastStatus: 'STOPPED', containers: [] }],
  ['a Spot interruption', true, { lastStatus: 'STOPPED', stopCode: 'SpotInterruption' }],
  [
    'a Spot warning',
    false,
    { lastStatus: 'RUNNING', desiredStatus: 'STOPPED', stopCode: 'SpotInterruption' },
  ],
  [
    'a failed load balancer check',
    true,
    { ...BY_SCHEDULER, stoppedReason: 'Task failed ELB health checks in (target-group arn:aws:…)' },
  ],
  [
    'a failed container check',
    true,
    { ...BY_SCHEDULER, stoppedReason: 'Task failed container health checks' },
  ],
  ['a service task that crashed', true, { ...EXITED, group: 'service:api', containers: [{ exitCode: 1 }] }],
  [
    'a service task that exited with 0',
    true,
    { ...EXITED, group: 'service:api', containers: [{ exitCode: 0 }] },
  ],
  ['a job that crashed', true, { ...EXITED, group: 'family:job', containers: [{ exitCode: 137 }] }],
  [
    'a job whose sidecar was killed after it',
    true,
    { ...EXITED, group: 'family:job', containers: [{ exitCode: 0 }, { exitCode: 143 }] },
  ],
  [
    'a job with a container that never started',
    true,
    {
      ...EXITED,
      group: 'family:job',
      containers: [{ exitCode: 0 }, { reason: 'CannotStartContainerError: …' }],
    },
  ],
  [
    'a job that finished',
    false,
    { ...EXITED, group: 'family:job', containers: [{ exitCode: 0 }, { exitCode: 0 }] },
  ],
  [
    'a scale-in or a deployment',
    false,
    { ...BY_SCHEDULER, stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)' },
  ],
  ['a stop by a person', false, { lastStatus: 'STOPPED', stopCode: 'UserInitiated' }],
  ['a running task', false, { lastStatus: 'RUNNING', desiredStatus: 'RUNNING' }],
  [
    'a task on its way to a stop',
    false,
    { lastStatus: 'DEPROVISIONING', desiredStatus: 'STOPPED', stopCode: 'TaskFailedToStart' },
  ],
];

interface Sample {
  readonly name: string;
  readonly event: unknown;
}

const SAMPLES: readonly Sample[] = readdirSync('events/aws.ecs')
  .filter((file) => !file.endsWith('.expected.json'))
  .map((file) => ({
    name: file.replace('.json', ''),
    event: JSON.parse(readFileSync(`events/aws.ecs/${file}`, 'utf8')),
  }));

/**
 * Normal life, and what no playbook hears yet. `task-stopped-finished` does pass: its sidecar was killed (143)
 * after the job was done, and no pattern can tell that from a job that was killed because its sidecar ended.
 */
const UNINTERESTING =
  /^(container-instance|deployment|hook|task-pending|task-running|task-stopping)-?|^service-action-(placement|steady)|^task-stopped-(deployment-replaced|scaled-in|user-stopped)$/;

const LIST = 'UNINTERESTING in test/deployment/checks/rules.ts';

const CONFIG = decodeConfig('', 'defaults');

export function checkRules({ template }: Stack): void {
  const rules = resourcesOf(template, 'AWS::Events::Rule');
  const patterns = rules.map(([, { Properties }]) => Properties.EventPattern as Pattern);
  const passes = (event: unknown) => patterns.some((pattern) => matchesPattern(pattern, event));

  it.each(TASKS)('%s: passes %s', (_what, expected, detail) => {
    const event = { source: 'aws.ecs', 'detail-type': 'ECS Task State Change', detail };

    expect(passes(event)).toBe(expected);
  });

  it.each(SAMPLES)('the sample $name passes when it may need somebody, and only then', ({ name, event }) => {
    const uninteresting = UNINTERESTING.test(name);
    const wrong = uninteresting
      ? `a rule in serverless.yml lets ${name} through: if a playbook answers it, take it out of ${LIST}`
      : `no rule in serverless.yml lets ${name} through: do so if a playbook answers it, else add it to ${LIST}`;
    expect(passes(event), wrong).toBe(!uninteresting);
  });

  it.each(SAMPLES)('what a playbook makes anything of passes: $name', ({ name, event }) => {
    const parsed = parseSignal(event);
    const { signal } = parsed.type === 'signal' ? parsed : { signal: undefined };
    const heeded =
      signal === undefined ? [] : triageSignal(signal, causeOfSignal(signal), { ...signal, config: CONFIG });

    const [answering] = heeded.filter(({ triage }) => triage.type !== 'ignore');
    const kept = `the playbook ${answering?.playbook} answers ${name}, but no rule in serverless.yml lets it through`;
    expect(passes(event) || answering === undefined, kept).toBe(true);
  });

  it('of the service actions, only a service that cannot start its tasks passes', () => {
    const action = (eventName: string) => ({
      source: 'aws.ecs',
      'detail-type': 'ECS Service Action',
      detail: { eventName },
    });

    expect(passes(action('SERVICE_TASK_START_IMPAIRED'))).toBe(true);
    expect(passes(action('SERVICE_STEADY_STATE'))).toBe(false);
  });

  it('nothing passes that only looks like ECS', () => {
    const detail = { lastStatus: 'STOPPED', stopCode: 'TaskFailedToStart' };

    expect(passes({ source: 'my.app', 'detail-type': 'ECS Task State Change', detail })).toBe(false);
    expect(passes({ source: 'aws.ecs', 'detail-type': 'ECS Deployment State Change', detail })).toBe(false);
  });

  it('every rule hands over to the queue for a day, then to its own dead-letter queue', () => {
    for (const [id, { Properties }] of rules) {
      const [to = {}, ...others] = Properties.Targets as readonly Properties[];
      expect(others, id).toEqual([]);
      expect(target(to.Arn)).toBe('EcsEventsQueue');
      expect(target((to.DeadLetterConfig as Properties).Arn)).toBe('EcsEventsUndeliveredQueue');
      expect(to.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
    }
  });

  it('EventBridge may send to both queues, for these rules only', () => {
    for (const [id, { Properties }] of resourcesOf(template, 'AWS::SQS::QueuePolicy')) {
      const { Statement } = Properties.PolicyDocument as { Statement: readonly Properties[] };
      const [allow = {}, ...others] = Statement;
      expect(others, id).toEqual([]);
      expect(allow).toMatchObject({
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
      });
      const sources = (allow.Condition as { ArnEquals: Record<string, readonly unknown[]> }).ArnEquals[
        'aws:SourceArn'
      ];
      expect(sources?.map(target).sort()).toEqual(rules.map(([id]) => id).sort());
    }
  });

  it('a pattern fits into EventBridge’s 2,048 characters', () => {
    for (const pattern of patterns) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048);
  });
}
