import type { Measured } from '../measure.ts';
import { CORE_SHARE, FLEETS, triageOf } from './fleets.ts';
import type { LedgerUnits } from './ledger-units.ts';
import { sweepQuotas } from './sweep-quotas.ts';

/** Where one of AWS's quotas bites, by what was measured. */
export interface Quota {
  readonly quota: string;
  readonly bites: string;
  readonly backsOff: string;
  readonly knob: string;
  readonly source: string;
}

/** Of `serverless.yml`. */
const TRIAGE_CONCURRENCY = 10;
const PARTITION_UNITS = 1000;
const DESCRIBES_PER_SECOND = 20;
const LAMBDA_CONCURRENCY = 1000;
const CHECKPOINT_KB = 256;
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg/';
const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html';
const TABLE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/';

export function quotas(measured: Measured, units: LedgerUnits): readonly Quota[] {
  return [...intake(measured), ...ledger(units), ...responses(measured), ...sweepQuotas()];
}

const whole = (value: number) => Math.round(value).toLocaleString('en');

function intake(measured: Measured): readonly Quota[] {
  const full = FLEETS.at(-1);
  const single = FLEETS[0];
  if (!full || !single) throw new Error('no fleet to calculate with');
  const perSecond = (fleet: typeof full) =>
    (TRIAGE_CONCURRENCY * fleet.batch) / triageOf(fleet, measured).seconds;
  return [
    {
      quota: 'EventBridge hands over 18,750 events/s (750 in the smallest Regions)',
      bites: 'when more than 750 tasks fail in a second',
      backsOff: 'EventBridge itself: late, not lost; for a day, then the undelivered queue and its alarm',
      knob: 'raise the quota',
      source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
    },
    {
      quota: `triage, ${TRIAGE_CONCURRENCY} instances at once`,
      bites: `at ${whole(perSecond(single))} events/s that come singly, ${whole(perSecond(full))} in full batches`,
      backsOff: 'the queue: events wait up to 4 days; an alarm tells when they wait ten minutes',
      knob: '`maximumConcurrency`, `batchSize`, `memorySize` in `serverless.yml`',
      source: `${LAMBDA}services-sqs-scaling.html`,
    },
    {
      quota: 'SQS, 120,000 messages in flight',
      bites: `never: ${TRIAGE_CONCURRENCY} batches of 100 are 1,000`,
      backsOff: 'nothing need',
      knob: '`maximumConcurrency` in `serverless.yml`',
      source:
        'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html',
    },
    {
      quota: 'CloudWatch Logs, 5,000 writes/s in an account',
      bites: 'not here: Lambda gathers the lines of an invocation, and fewer than 1,000 run',
      backsOff: 'Lambda: lines come late',
      knob: '`logLevel` (`docs/deployment.md`)',
      source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html',
    },
  ];
}

function ledger({ incident, fleet }: LedgerUnits): readonly Quota[] {
  const rate = (growth: ReadonlyMap<number, number>, size: number) =>
    whole(PARTITION_UNITS / (growth.get(size) ?? Number.NaN));
  return [
    {
      quota: `DynamoDB, ${whole(PARTITION_UNITS)} write units/s for one item`,
      bites: `at ${rate(incident, 10)} writes/s to one service's item with 10 failures, ${rate(incident, 100)} with 100, ${rate(incident, 1000)} with 1,000; a batch writes once for all failures of a service`,
      backsOff: 'the SDK, three tries; then the queue gives the events again, after 190 s, five times',
      knob: '`batchSize` in `serverless.yml`: fuller batches write less often',
      source: `${TABLE}bp-partition-key-design.html`,
    },
    {
      quota: `the same for a cluster's list of failing services`,
      bites: `at ${rate(fleet, 10)} new incidents/s in one cluster while 10 of its services fail, ${rate(fleet, 100)} at 100, ${rate(fleet, 1000)} at 1,000, and there it is full: a service joins once older ones have left`,
      backsOff: 'the response: its first step is tried again for a day, ever later',
      knob: '`fleet.windowMinutes` in `watchkeeper.yml`: a shorter window keeps a shorter list',
      source: `${TABLE}bp-partition-key-design.html`,
    },
    {
      quota: 'DynamoDB on demand, 4,000 write units/s on a new table',
      bites: 'at 4,000 services that fail in the same second',
      backsOff: 'as above; the table grows with its traffic, to 40,000 by default',
      knob: 'warm throughput of the table',
      source: `${TABLE}on-demand-capacity-mode.html`,
    },
  ];
}

function responses({ acted, warm }: Measured): readonly Quota[] {
  const looks = Math.max(...acted.flatMap(({ calls }) => calls.map(({ look = 0 }) => look)));
  const slack = Math.max(...acted.map(({ slackCalls }) => slackCalls));
  const checkpoints = Math.max(...acted.map(({ checkpoints: count }) => count));
  const busy = (warm.get('respond')?.cpu ?? Number.NaN) / CORE_SHARE / 1000;
  return [
    {
      quota: `Lambda, ${whole(LAMBDA_CONCURRENCY)} instances in an account`,
      bites: `at ${whole(LAMBDA_CONCURRENCY / busy)} responses/s that wake: each is awake ${busy.toFixed(2)} s of a core's share at a time, and asleep it takes none`,
      backsOff: 'Lambda: it starts throttled executions later, for up to six hours',
      knob: 'reserved concurrency, or the quota',
      source: `${LAMBDA}gettingstarted-limits.html`,
    },
    {
      quota: `ECS, ${DESCRIBES_PER_SECOND} reads of services/s, ${DESCRIBES_PER_SECOND} of tasks, in an account and Region`,
      bites: `when more than ${DESCRIBES_PER_SECOND} responses look in the same second (each takes up to ${looks} looks, a minute or so apart: some 1,200 that are verified at once)`,
      backsOff: 'the SDK, three tries; then the look counts as partial, and the response looks again later',
      knob: 'none needed before: hourly budgets and the guardrail of the failing fleet come first',
      source: ECS,
    },
    {
      quota: 'ECS, 5 changes of services/s; 20 RunTask/s on Fargate',
      bites: 'not before the hourly budgets, which allow far less',
      backsOff: 'the SDK; then the action has failed and people are told',
      knob: '`budgets` in `watchkeeper.yml`',
      source: ECS,
    },
    {
      quota: 'Slack, one message/s in a channel',
      bites: `at ten incidents a minute in one channel: each takes up to ${slack} messages, changes and lines`,
      backsOff: 'the sender waits as Slack says; the ledger goes first, so the message only comes late',
      knob: '`routes` in `watchkeeper.yml`; a failing fleet is one message in any case',
      source: 'https://docs.slack.dev/apis/web-api/rate-limits/',
    },
    {
      quota: `a durable execution, ${CHECKPOINT_KB} KB a checkpoint and a bounded history`,
      bites: `not by far: an incident that is acted on writes ${checkpoints} checkpoints; 40 rounds end it in any case`,
      backsOff: 'the response ends as failed, and people are told',
      knob: 'none',
      source: `${LAMBDA}durable-functions.html`,
    },
  ];
}
