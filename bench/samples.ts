import { readFileSync } from 'node:fs';

/** The account and region of the samples. */
export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

const sample = (name: string) => readFileSync(new URL(`../events/${name}.json`, import.meta.url), 'utf8');
const SCALED_IN = sample('aws.ecs/task-stopped-scaled-in');
const SERVICE_FAILURE = sample('aws.ecs/task-stopped-application-exit-service');
const JOB_FAILURE = sample('aws.ecs/task-stopped-application-exit-job');
const FINDING = sample('aws.inspector2/finding-critical');
const ALARM = sample('aws.cloudwatch/service-cpu-high');

/** The samples' names and moments, to be replaced. */
const SERVICE = /payments-api/g;
const JOB = /nightly-report/g;
const TASK = /842a246adb36420e01d6e4e6e9ec6e81|db97dc53671a53f2b80958e604250d7b/g;
const MOMENT = /2026-03-02T09:41:2[45](\.979)?Z/g;
const FOUND_AT = /2026-03-02T09:30:00Z/g;
const RANG_AT = /2026-11-23T09:14:36(\.120\+0000|Z)/g;
const VULNERABILITY = /CVE-2026-10042/g;
const SCALED = /storefront/g;
/** Of the findings, which come from another account. */
const THEIR_ACCOUNT = /111122223333/g;

/** A healthy scale-in: nothing to do. */
export function scaledIn(): string {
  return SCALED_IN;
}

/** A task of a service that exited with 1. `task` is any number, `at` milliseconds since the epoch. */
export function serviceFailure(service: string, task: number, at: number): string {
  return SERVICE_FAILURE.replace(SERVICE, service)
    .replace(TASK, taskId(task))
    .replace(MOMENT, new Date(at).toISOString());
}

/** A standalone task that failed: opens an incident at once. */
export function jobFailure(family: string, task: number, at: number): string {
  return JOB_FAILURE.replace(JOB, family)
    .replace(TASK, taskId(task))
    .replace(MOMENT, new Date(at).toISOString());
}

/** A critical vulnerability of an image, of which nobody has heard: opens an incident. `number` makes it a new one. */
export function finding(number: number, at: number): string {
  return FINDING.replace(VULNERABILITY, `CVE-2026-${10_000 + number}`)
    .replace(THEIR_ACCOUNT, ACCOUNT)
    .replace(FOUND_AT, new Date(at).toISOString());
}

/** A service that is short of CPU: opens an incident where a rule of `bench/watchkeeper.yml` is about it. */
export function alarm(service: string, at: number): string {
  return ALARM.replace(SCALED, service).replace(RANG_AT, new Date(at).toISOString());
}

/** Thirty-two hex digits, as task ids are. */
function taskId(number: number): string {
  return number.toString(16).padStart(32, '0');
}
