import { expect, it as vitestIt } from 'vitest';
import { triageDoorOf } from '../../../local/domains.ts';
import type { Stack } from '../../../scripts/stack.ts';
import { type Properties, resource, resourcesOf, target } from '../../../scripts/template.ts';
import { PLAYBOOKS } from '../../../shared/playbooks/index.ts';
import { parseSignal } from '../../../shared/signals/index.ts';
import { causeOfSignal } from '../../../shared/triage/ecs.ts';
import { triageSignal } from '../../../shared/triage/listen.ts';
import { ALL_SAMPLES, OWN_SAMPLES } from '../../signals/samples.ts';
import { OPTED_IN } from '../../support/opted-in.ts';
import { reaches } from '../../support/rules.ts';
import type { Register } from './facts.ts';
import { TASKS } from './task-states.ts';

/**
 * Normal life, and what no playbook hears yet. `task-stopped-finished` does pass: its sidecar was killed (143)
 * after the job was done, and no pattern can tell that from a job that was killed because its sidecar ended.
 */
const UNINTERESTING =
  /\/(container-instance|deployment|task-pending|task-running|task-stopping)-?|\/service-action-(placement|steady)|\/task-stopped-(deployment-replaced|scaled-in|user-stopped)\.|\/image-(archived|pushed)\.|\/finding-(closed|host)\.|\/scan-complete\.|\/target-tracking\./;

const LIST = 'UNINTERESTING in test/deployment/checks/rules.ts';

/** Each domain's rules, and the queues that they lead to. */
const DOMAINS = [
  ['EcsEvents', ['TaskStoppedRule', 'ServiceImpairedRule', 'DeploymentPausedRule', 'RollbackRequestedRule']],
  [
    'EcrEvents',
    [
      'CleanImagesSchedule',
      'CleanPublicImagesSchedule',
      'AnswerScanSchedule',
      'EnforceSettingsSchedule',
      'ImagePushedRule',
      'ImageScannedRule',
      'ImageFindingRule',
      'RepositoryCreatedRule',
    ],
  ],
  ['ScalingEvents', ['AlarmStateRule', 'KeepHoursSchedule', 'EnforceScalingSchedule']],
] as const;

/** The queue of the door that an event's parser names. */
const QUEUES: Readonly<Record<string, string>> = {
  'ecs-events': 'EcsEventsQueue',
  'ecr-events': 'EcrEventsQueue',
  'scaling-events': 'ScalingEventsQueue',
};

export function checkRules({ template }: Stack, it: Register = vitestIt): void {
  const rules = resourcesOf(template, 'AWS::Events::Rule');
  const passes = (event: unknown) => queuesOf(event).length > 0;
  /** Where EventBridge hands an event to: a queue that two rules lead to gets it twice. */
  const queuesOf = (event: unknown) =>
    rules
      .filter(([, { Properties }]) => reaches(Properties, event))
      .flatMap(([, { Properties }]) =>
        (Properties.Targets as readonly Properties[]).map(({ Arn }) => target(Arn)),
      );

  for (const [what, expected, detail] of TASKS) {
    it(`${what}: passes ${expected}`, () => {
      const event = { source: 'aws.ecs', 'detail-type': 'ECS Task State Change', detail };

      expect(passes(event)).toBe(expected);
    });
  }

  for (const { name, event } of OWN_SAMPLES) {
    it(`the sample ${name} reaches its queue once when it may need somebody, and none else`, () => {
      const uninteresting = UNINTERESTING.test(name);
      const wrong = uninteresting
        ? `a rule in serverless.yml lets ${name} through: if a playbook answers it, take it out of ${LIST}`
        : `no rule in serverless.yml lets ${name} through: do so if a playbook answers it, else add it to ${LIST}`;
      expect(queuesOf(event), wrong).toEqual(uninteresting ? [] : [QUEUES[doorOf(event)]]);
    });
  }

  for (const { name, event } of OWN_SAMPLES) {
    it(`what a playbook makes anything of passes: ${name}`, () => {
      const answering = answeringPlaybook(event);

      const kept = `the playbook ${answering} answers ${name}, but no rule in serverless.yml lets it through`;
      expect(passes(event) || answering === undefined, kept).toBe(true);
    });
  }

  it('an event comes through the door whose response may answer it', () => {
    const strange = OWN_SAMPLES.filter(({ event }) => {
      const answering = PLAYBOOKS.find(({ id }) => id === answeringPlaybook(event));
      return answering && `${answering.domain}-events` !== doorOf(event);
    });

    expect(strange).toEqual([]);
  });

  it('what other services and people say reaches no queue', () => {
    const foreign = ALL_SAMPLES.filter(
      ({ name }) => !/^(aws\.(ecs|ecr|events|inspector2|cloudwatch)|watchkeeper)\//.test(name),
    );

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

  it('a pushed image costs no invocation, unless the deployment asks for it', () => {
    const { Properties } = resource(template, 'ImagePushedRule');
    const pushed = OWN_SAMPLES.find(({ name }) => name === 'aws.ecr/image-pushed.json')?.event;
    const archived = OWN_SAMPLES.find(({ name }) => name === 'aws.ecr/image-archived.json')?.event;

    expect(Properties.State).toBe('DISABLED');
    expect(reaches({ ...Properties, State: 'ENABLED' }, pushed)).toBe(true);
    expect(reaches({ ...Properties, State: 'ENABLED' }, archived)).toBe(false);
  });

  it('images are looked at once a day, by a rule whose name says for whom', () => {
    expect(resource(template, 'CleanImagesSchedule').Properties).toMatchObject({
      Name: 'watchkeeper-prod-every-clean-images',
      ScheduleExpression: 'cron(0 5 * * ? *)',
    });
    expect(resource(template, 'EnforceSettingsSchedule').Properties).toMatchObject({
      Name: 'watchkeeper-prod-every-enforce-repository-settings',
      ScheduleExpression: 'cron(0 7 * * ? *)',
    });
    expect(resource(template, 'AnswerScanSchedule').Properties).toMatchObject({
      Name: 'watchkeeper-prod-every-answer-scan',
      ScheduleExpression: 'cron(0 6 * * ? *)',
    });
  });

  it('an alarm passes in every state, unless target tracking keeps it for itself', () => {
    const change = (alarmName: string, value: string, kind = 'State Change') => ({
      source: 'aws.cloudwatch',
      'detail-type': `CloudWatch Alarm ${kind}`,
      detail: { alarmName, state: { value } },
    });

    for (const state of ['ALARM', 'OK', 'INSUFFICIENT_DATA'])
      expect(queuesOf(change('api-cpu-high', state))).toEqual(['ScalingEventsQueue']);
    expect(queuesOf(change('queue-depth', 'ALARM', 'Contributor State Change'))).toEqual([
      'ScalingEventsQueue',
    ]);
    expect(passes(change('TargetTracking-service/prod/api-AlarmHigh-0a1b2c3d', 'ALARM'))).toBe(false);
    expect(passes(change('api-cpu-high', 'ALARM', 'Configuration Change'))).toBe(false);
  });

  it('public images and scaling policies are looked at once a day', () => {
    expect(resource(template, 'CleanPublicImagesSchedule').Properties).toMatchObject({
      ScheduleExpression: 'cron(30 5 * * ? *)',
    });
    expect(resource(template, 'EnforceScalingSchedule').Properties).toMatchObject({
      ScheduleExpression: 'cron(30 5 * * ? *)',
    });
  });

  it('requests for rollbacks are heard on the bus that they are put on', () => {
    expect(resource(template, 'RollbackRequestedRule').Properties).toMatchObject({ EventBusName: 'default' });
  });

  it('hours are looked at every five minutes', () => {
    expect(resource(template, 'KeepHoursSchedule').Properties).toMatchObject({
      Name: 'watchkeeper-prod-every-keep-hours',
      ScheduleExpression: 'rate(5 minutes)',
    });
  });

  it('every schedule is named after a playbook that waits for it', () => {
    const named = rules.flatMap(([, { Properties }]) =>
      Properties.ScheduleExpression ? [String(Properties.Name).split('-every-').at(-1)] : [],
    );
    const waiting = PLAYBOOKS.filter(({ hears }) => hears.includes('schedule.tick')).map(({ id }) => id);

    expect(named.sort()).toEqual(waiting.sort());
  });

  it('each rule is of one domain', () => {
    expect(rules.map(([id]) => id).sort()).toEqual(DOMAINS.flatMap(([, ids]) => ids).sort());
  });

  for (const [name, ids] of DOMAINS) {
    it(`${name}: every rule hands over to the queue for a day, then to its own dead-letter queue`, () => {
      for (const id of ids) {
        const [to = {}, ...others] = resource(template, id).Properties.Targets as readonly Properties[];
        expect(others, id).toEqual([]);
        expect(target(to.Arn)).toBe(`${name}Queue`);
        expect(target((to.DeadLetterConfig as Properties).Arn)).toBe(`${name}UndeliveredQueue`);
        expect(to.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
      }
    });
  }

  it('EventBridge may send to both queues, for these rules only', () => {
    for (const [name, ids] of DOMAINS) {
      for (const queue of [`${name}Queue`, `${name}UndeliveredQueue`]) {
        const { Queues, PolicyDocument } = resource(template, `${queue}Policy`).Properties;
        expect((Queues as readonly unknown[]).map(target)).toEqual([queue]);
        const [allow = {}, ...others] = (PolicyDocument as { Statement: readonly Properties[] }).Statement;
        expect(others, queue).toEqual([]);
        expect(allow).toMatchObject({
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
        });
        expect(target(allow.Resource)).toBe(queue);
        const sources = (allow.Condition as { ArnEquals: Record<string, readonly unknown[]> }).ArnEquals[
          'aws:SourceArn'
        ];
        expect(sources?.map(target).sort()).toEqual([...ids].sort());
      }
    }
  });

  it('a pattern fits into EventBridge’s 2,048 characters', () => {
    for (const [, { Properties }] of rules)
      expect(JSON.stringify(Properties.EventPattern ?? {}).length).toBeLessThanOrEqual(2048);
  });
}

function doorOf(event: unknown): string {
  const parsed = parseSignal(event);
  return parsed.type === 'signal' ? triageDoorOf(parsed) : '';
}

function answeringPlaybook(event: unknown): string | undefined {
  const parsed = parseSignal(event);
  if (parsed.type !== 'signal') return undefined;
  const { signal } = parsed;
  const heeded = triageSignal(signal, causeOfSignal(signal), { ...signal, config: OPTED_IN }, PLAYBOOKS);
  return heeded.find(({ triage }) => triage.type !== 'ignore')?.playbook;
}
