import type { Quota } from './quotas.ts';
import { callsFor, SHARES } from './sweep.ts';

/** Of `respond` in `serverless.yml`, in seconds. */
export const RESPOND_TIMEOUT = 120;
/** Assumed: a call takes 50 ms, and a reader makes one after the other. */
const CALLS_PER_SECOND = 20;
const ECR = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html';

const whole = (value: number) => Math.floor(value).toLocaleString('en');

/** Where a sweep meets AWS's quotas: on paper. */
export function sweepQuotas(): readonly Quota[] {
  return [...registryQuotas(), ...useQuotas()];
}

function registryQuotas(): readonly Quota[] {
  return [
    {
      quota: 'ECR, 2,000 BatchGetImage/s, shared with every pull',
      bites: `never: a sweep makes one call after the other, some ${CALLS_PER_SECOND} in a second`,
      backsOff: 'nothing need',
      knob: 'none',
      source: `${ECR}service-quotas.html`,
    },
    {
      quota: 'ECR, rates of DescribeImages, UpdateImageStorageClass and BatchDeleteImage',
      bites: "not known: each is throttled, and AWS's list of quotas does not name their rates",
      backsOff:
        'the SDK, three tries; then a read makes the sweep look again later, and a write ends it: what was done is told, the rest is for the next one',
      knob: '`maxImages` in `watchkeeper.yml`',
      source: `${ECR}common-errors.html`,
    },
  ];
}

function useQuotas(): readonly Quota[] {
  const calls = RESPOND_TIMEOUT * CALLS_PER_SECOND;
  const services = calls / (callsFor(SHARES.services, 1000) / 1000);
  const families = calls / (callsFor(SHARES.families, 1000) / 1000);
  return [
    {
      quota: `ECS, ${CALLS_PER_SECOND} reads/s of each kind: services, deployments, revisions, task definitions`,
      bites: `one reader does not pass it, and so takes its time: one invocation of ${RESPOND_TIMEOUT} s reads who uses images, and then each repository; a reader gets ${whole(calls)} calls into that, enough for some ${whole(services)} services or ${whole(families)} families`,
      backsOff: 'the sweep: without a whole answer nothing is removed',
      knob: '`timeout` of `respond` in `serverless.yml`, up to 900 s; `revisions` in `watchkeeper.yml`',
      source: ECS,
    },
    {
      quota: 'Lambda, 100 GetFunction/s and 15 other reads/s',
      bites: `when ListFunctions has more than 15 pages of 50 versions, at ${CALLS_PER_SECOND} calls/s`,
      backsOff: 'the SDK, three tries; then nothing is removed, and the sweep looks again later',
      knob: 'none: Lambda does not raise it',
      source: LAMBDA,
    },
  ];
}
