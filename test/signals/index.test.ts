import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedEventError } from '../../shared/domain/errors.ts';
import type { Signal } from '../../shared/domain/signal.ts';
import { type Parsed, parseSignal } from '../../shared/signals/index.ts';
import { PARSERS } from '../../shared/signals/registry.ts';
import { ALL_SAMPLES, ownSample } from './samples.ts';

type Json = Record<string, unknown>;

const stopped = () => ownSample('aws.ecs/task-stopped-application-exit-job.json');
const detailOf = (event: Json) => event.detail as Json;
const deployed = () => ownSample('aws.ecs/deployment-completed.json');

/** The event with fields of its detail replaced; undefined takes one away. */
function withDetail(event: Json, changes: Json): Json {
  return { ...event, detail: { ...detailOf(event), ...changes } };
}

function signalOf(event: unknown): Signal {
  const parsed = parseSignal(event);
  if (parsed.type !== 'signal') throw new Error(parsed.reason);
  return parsed.signal;
}

describe('shared/signals', () => {
  test('has one parser per detail-type and door', () => {
    const keys = PARSERS.map((entry) => `${entry.door} ${entry.source} ${entry.detailType}`);

    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each([null, undefined, 42, 'text', true, [], [{}], {}, { Records: [{ EventSource: 'aws:sns' }] }])(
    'takes %j for unknown, with a reason',
    (event) => {
      const parsed = parseSignal(event);

      expect(parsed).toMatchObject({ type: 'unknown', source: '', detailType: '' });
      expect(parsed).toHaveProperty('reason', expect.stringMatching(/not an EventBridge event/));
    },
  );

  test('takes another source and detail-type for unknown, and says which', () => {
    const parsed = parseSignal({ source: 'aws.s3', 'detail-type': 'Object\nCreated', detail: {} });

    expect(parsed).toMatchObject({ type: 'unknown', source: 'aws.s3', detailType: 'Object?Created' });
  });

  test('does not take a known detail-type from another source', () => {
    expect(parseSignal({ ...stopped(), source: 'my.app' }).type).toBe('unknown');
  });

  test('reads a stopped task whole', () => {
    const signal = signalOf(stopped());

    expect(signal).toMatchObject({
      kind: 'ecs.task-stopped',
      account: '123456789012',
      region: 'eu-west-1',
      occurredAt: '2026-03-02T09:41:25.000Z',
      version: 6,
      task: {
        cluster: 'prod',
        taskDefinition: 'nightly-report:12',
        group: 'family:nightly-report',
        startedBy: 'events-rule/nightly',
        stopCode: 'EssentialContainerExited',
        subnetId: 'subnet-0a1b2c3d4e5f60718',
        stoppedAt: '2026-03-02T09:41:24.979Z',
        containers: [{ name: 'nightly-report', exitCode: 3 }],
      },
    });
    expect(signal).toHaveProperty('task.overrides', detailOf(stopped()).overrides);
    expect(signal).not.toHaveProperty('task.service');
  });

  test.each([
    ['STOPPED', 'STOPPED', 'ecs.task-stopped'],
    ['RUNNING', 'STOPPED', 'ecs.task-stopping'],
    ['DEPROVISIONING', 'STOPPED', 'ecs.task-stopping'],
    ['RUNNING', 'RUNNING', 'ecs.task-running'],
    ['ACTIVATING', 'RUNNING', 'ecs.task-progress'],
    ['HIBERNATING', undefined, 'ecs.task-progress'],
  ])('takes a task that is %s and shall be %s for %s', (lastStatus, desiredStatus, kind) => {
    expect(signalOf(withDetail(stopped(), { lastStatus, desiredStatus })).kind).toBe(kind);
  });

  test.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-eusc'])(
    'reads old and new ARNs of %s',
    (partition) => {
      const arn = (rest: string) => `arn:${partition}:ecs:eu-west-1:123456789012:${rest}`;
      const clusterArn = arn('cluster/prod');

      const old = signalOf(withDetail(stopped(), { clusterArn, taskArn: arn('task/0f5c4a4e') }));
      const recent = signalOf(withDetail(stopped(), { clusterArn, taskArn: arn('task/prod/0f5c4a4e') }));

      expect(old).toMatchObject({ task: { taskId: '0f5c4a4e', cluster: 'prod' } });
      expect(recent).toMatchObject({ task: { taskId: '0f5c4a4e', cluster: 'prod' } });
    },
  );

  test('takes stop codes and launch types of the future as they are', () => {
    const changes = { stopCode: 'QuotaInitiated', launchType: 'MOON' };

    expect(signalOf(withDetail(stopped(), changes))).toMatchObject({ task: changes });
  });

  test('derives what the envelope leaves out from the ARN and the detail', () => {
    const { account: _account, region: _region, time: _time, ...bare } = stopped();

    const signal = signalOf(
      withDetail(bare, { version: undefined, containers: undefined, createdAt: undefined }),
    );

    expect(signal).toMatchObject({
      account: '123456789012',
      region: 'eu-west-1',
      occurredAt: '2026-03-02T09:41:24.979Z',
      task: { containers: [] },
    });
    expect(signal).not.toHaveProperty('version');
  });

  test('turns a time of another zone into UTC', () => {
    const signal = signalOf({ ...stopped(), time: '2026-03-02T11:41:25+02:00' });

    expect(signal.occurredAt).toBe('2026-03-02T09:41:25.000Z');
  });

  test("finds a deployment event's service and cluster in its resource", () => {
    expect(signalOf(deployed())).toMatchObject({
      kind: 'ecs.deployment',
      service: 'payments-api',
      cluster: 'prod',
      eventName: 'SERVICE_DEPLOYMENT_COMPLETED',
      deploymentId: 'ecs-svc/7310495827364510928',
    });
  });

  test('finds the cluster of an old service ARN in the detail', () => {
    const event = ownSample('aws.ecs/service-action-steady-state.json');
    const resources = ['arn:aws:ecs:eu-west-1:123456789012:service/payments-api'];

    expect(signalOf({ ...event, resources })).toMatchObject({ service: 'payments-api', cluster: 'prod' });
  });

  test.each<[string, Json, RegExp]>([
    ['no id', { ...stopped(), id: undefined }, /^ECS Task State Change: id is missing/],
    ['no detail', { ...stopped(), detail: undefined }, /detail is missing, expected an object$/],
    ['a list for a detail', { ...stopped(), detail: [] }, /detail is a list, expected an object$/],
    [
      'no task ARN',
      withDetail(stopped(), { taskArn: undefined }),
      /detail\.taskArn is missing, expected an ARN/,
    ],
    [
      'a cluster for a task',
      withDetail(stopped(), { taskArn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod' }),
      /detail\.taskArn is "arn/,
    ],
    [
      'an ARN of S3',
      withDetail(stopped(), { clusterArn: 'arn:aws:s3:eu-west-1:123456789012:cluster/prod' }),
      /detail\.clusterArn is "arn/,
    ],
    [
      'a number for a cluster',
      withDetail(stopped(), { clusterArn: 7 }),
      /detail\.clusterArn is a number, expected text$/,
    ],
    [
      'a wrong account',
      { ...stopped(), account: '12345' },
      /^ECS Task State Change [\w-]+: account is "12345", expected an AWS account id of 12 digits$/,
    ],
    ['a wrong region', { ...stopped(), region: 'Ireland' }, /region is "Ireland", expected an AWS region/],
    [
      'a wrong region in the ARN',
      withDetail(stopped(), { taskArn: 'arn:aws:ecs:mars:123456789012:task/a' }),
      /taskArn \(region\) is "mars"/,
    ],
    ['a wrong time', { ...stopped(), time: 'yesterday' }, /time is "yesterday", expected a time such as/],
    [
      'a time that does not exist',
      { ...stopped(), time: '2026-13-41T00:00:00Z' },
      /time is not a date that exists$/,
    ],
    [
      'a text for a version',
      withDetail(stopped(), { version: '7' }),
      /detail\.version is a string, expected a number$/,
    ],
    [
      'an infinite version',
      withDetail(stopped(), { version: Number.POSITIVE_INFINITY }),
      /detail\.version is Infinity/,
    ],
    ['no status', withDetail(stopped(), { lastStatus: undefined }), /detail\.lastStatus is missing/],
    [
      'an object for containers',
      withDetail(stopped(), { containers: {} }),
      /detail\.containers is an object, expected a list$/,
    ],
    [
      'a text for a container',
      withDetail(stopped(), { containers: ['app'] }),
      /detail\.containers\[0\] is a string, expected an object$/,
    ],
    [
      'a text for an exit code',
      withDetail(stopped(), { containers: [{ name: 'a', exitCode: '1' }] }),
      /containers\[0\]\.exitCode is a string/,
    ],
    [
      'a service without a sane name',
      withDetail(stopped(), { group: 'service:a b' }),
      /detail\.group is "a b"/,
    ],
    [
      'a family without a revision',
      withDetail(stopped(), { taskDefinitionArn: 'nightly-report' }),
      /taskDefinitionArn is "nightly-report"/,
    ],
    [
      'overrides that are no object',
      withDetail(stopped(), { overrides: 'none' }),
      /detail\.overrides is a string/,
    ],
    [
      'overrides that ECS would not take',
      withDetail(stopped(), { overrides: { a: 'x'.repeat(70_000) } }),
      /overrides has 70008 characters/,
    ],
    [
      'no service',
      { ...deployed(), resources: [] },
      /resources\[0\] is missing, expected the service's ARN$/,
    ],
    [
      'a service without a cluster',
      { ...deployed(), resources: ['arn:aws:ecs:eu-west-1:123456789012:service/a'] },
      /names no cluster/,
    ],
    [
      'a sentence for an event name',
      withDetail(deployed(), { eventName: 'it is done' }),
      /detail\.eventName is "it is done"/,
    ],
  ])('refuses %s in one clear line', (_name, event, message) => {
    const refuse = () => parseSignal(event);

    expect(refuse).toThrow(MalformedEventError);
    expect(refuse).toThrow(message);
    expect(refuse).not.toThrow(/\n/);
  });

  test('names the event in the error', () => {
    const event = withDetail(stopped(), { taskArn: undefined });

    expect(() => parseSignal(event)).toThrow(
      `ECS Task State Change ${String(event.id)}: detail.taskArn is missing`,
    );
  });

  test('keeps a hostile value in an error on one line and short', () => {
    const event = { ...stopped(), region: `x\n\u2028${'y'.repeat(100_000)}` };

    expect(() => parseSignal(event)).toThrow(/^[\x20-\x7e]{1,400}$/);
  });

  test('caps huge fields', () => {
    const containers = Array.from({ length: 5_000 }, (_, index) => ({
      name: `c${index}`,
      reason: 'r'.repeat(20_000),
    }));

    const signal = signalOf(withDetail(stopped(), { stoppedReason: 'x'.repeat(1_000_000), containers }));

    if (signal.kind !== 'ecs.task-stopped') throw new Error('expected a stopped task');
    expect(signal.task.stoppedReason).toHaveLength(10_000);
    expect(signal.task.containers).toHaveLength(100);
    expect(signal.task.containers[0]?.reason).toHaveLength(10_000);
  });

  test('is not misled by __proto__', () => {
    const text = JSON.stringify(stopped()).replace('"overrides":{', '"overrides":{"__proto__":{"evil":1},');
    const signal = signalOf(JSON.parse(text));
    const inherited = JSON.parse('{"__proto__":{"source":"aws.ecs","detail-type":"ECS Task State Change"}}');

    expect(signal).toHaveProperty('task.overrides');
    expect('evil' in {}).toBe(false);
    expect(parseSignal(inherited).type).toBe('unknown');
    expect(parseSignal(Object.create(stopped())).type).toBe('unknown');
  });
});

describe('shared/signals, whatever comes', () => {
  test('any JSON is a signal, unknown, or malformed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...PARSERS), (value, { source, detailType }) => {
        expectSane(value);
        expectSane({ source, 'detail-type': detailType, id: 'e', detail: value });
      }),
      { numRuns: 1_000 },
    );
  });

  test('so is any sample with one value changed', () => {
    const events = ALL_SAMPLES.map(({ event }) => JSON.stringify(event));
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('', '\u0000', -1, 1e308, '__proto__'),
    );

    fc.assert(
      fc.property(fc.constantFrom(...events), fc.nat(), junk, (text, at, value) => {
        expectSane(mutated(JSON.parse(text), at, value));
      }),
      { numRuns: 3_000 },
    );
  });
});

/** As JSON carries it, where -0 is written as 0. */
function expectSane(event: unknown): void {
  const parsed = outcomeOf(JSON.parse(JSON.stringify(event)));
  if (parsed === 'malformed' || parsed.type === 'unknown') return;
  expect(parsed.signal.account).toMatch(/^[\dXx#*]{10,12}$/);
  expect(parsed.signal.occurredAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(JSON.parse(JSON.stringify(parsed.signal))).toEqual(parsed.signal);
}

function outcomeOf(event: unknown): Parsed | 'malformed' {
  try {
    return parseSignal(event);
  } catch (error) {
    if (error instanceof MalformedEventError && !error.message.includes('\n')) return 'malformed';
    throw error;
  }
}

/** The event with its n-th value, counted through the whole tree, replaced. */
function mutated(event: unknown, at: number, value: unknown): unknown {
  const places: (() => void)[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const object = node as Json;
    for (const key of Object.keys(object)) {
      places.push(() => {
        object[key] = value;
      });
      walk(object[key]);
    }
  };
  walk(event);
  places[at % Math.max(places.length, 1)]?.();
  return event;
}
