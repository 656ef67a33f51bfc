import { readdirSync, readFileSync } from 'node:fs';
import { expect, it as vitestIt } from 'vitest';
import type { Stack } from '../../../scripts/stack.ts';
import { type Properties, resourcesOf, target } from '../../../scripts/template.ts';
import { decodeConfig } from '../../../shared/runtime/config/index.ts';
import { parseSignal } from '../../../shared/signals/index.ts';
import { causeOfSignal, triageSignal } from '../../../shared/triage/listen.ts';
import { ALL_SAMPLES } from '../../signals/samples.ts';
import { matchesPattern, type Pattern } from '../../support/event-pattern.ts';
import type { Register } from './facts.ts';
import { TASKS } from './task-states.ts';

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

export function checkRules({ template }: Stack, it: Register = vitestIt): void {
  const rules = resourcesOf(template, 'AWS::Events::Rule');
  const patterns = rules.map(([, { Properties }]) => Properties.EventPattern as Pattern);
  const passes = (event: unknown) => queuesOf(event).length > 0;
  /** Where EventBridge hands an event to: a queue that two rules lead to gets it twice. */
  const queuesOf = (event: unknown) =>
    rules
      .filter(([, { Properties }]) => matchesPattern(Properties.EventPattern as Pattern, event))
      .flatMap(([, { Properties }]) =>
        (Properties.Targets as readonly Properties[]).map(({ Arn }) => target(Arn)),
      );

  for (const [what, expected, detail] of TASKS) {
    it(`${what}: passes ${expected}`, () => {
      const event = { source: 'aws.ecs', 'detail-type': 'ECS Task State Change', detail };

      expect(passes(event)).toBe(expected);
    });
  }

  for (const { name, event } of SAMPLES) {
    it(`the sample ${name} reaches its queue once when it may need somebody, and none else`, () => {
      const uninteresting = UNINTERESTING.test(name);
      const wrong = uninteresting
        ? `a rule in serverless.yml lets ${name} through: if a playbook answers it, take it out of ${LIST}`
        : `no rule in serverless.yml lets ${name} through: do so if a playbook answers it, else add it to ${LIST}`;
      expect(queuesOf(event), wrong).toEqual(uninteresting ? [] : ['EcsEventsQueue']);
    });
  }

  for (const { name, event } of SAMPLES) {
    it(`what a playbook makes anything of passes: ${name}`, () => {
      const answering = answeringPlaybook(event);

      const kept = `the playbook ${answering} answers ${name}, but no rule in serverless.yml lets it through`;
      expect(passes(event) || answering === undefined, kept).toBe(true);
    });
  }

  it('what other services and people say reaches no queue', () => {
    const foreign = ALL_SAMPLES.filter(({ name }) => !name.startsWith('aws.ecs/'));

    expect(foreign.filter(({ event }) => queuesOf(event).length > 0)).toEqual([]);
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
    const policies = resourcesOf(template, 'AWS::SQS::QueuePolicy');
    expect(
      policies.map(([, { Properties }]) => (Properties.Queues as readonly unknown[]).map(target)),
    ).toEqual([['EcsEventsQueue'], ['EcsEventsUndeliveredQueue']]);
    for (const [id, { Properties }] of policies) {
      const { Statement } = Properties.PolicyDocument as { Statement: readonly Properties[] };
      const [allow = {}, ...others] = Statement;
      expect(others, id).toEqual([]);
      expect([target(allow.Resource)]).toEqual((Properties.Queues as readonly unknown[]).map(target));
      expect(allow).toMatchObject({
        Effect: 'Allow',
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

function answeringPlaybook(event: unknown): string | undefined {
  const parsed = parseSignal(event);
  if (parsed.type !== 'signal') return undefined;
  const { signal } = parsed;
  const heeded = triageSignal(signal, causeOfSignal(signal), { ...signal, config: CONFIG });
  return heeded.find(({ triage }) => triage.type !== 'ignore')?.playbook;
}
