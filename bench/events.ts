import { readFileSync } from 'node:fs';

/** The account and region of the samples. */
export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

/** An SQS message as Lambda hands it to the triage function, as far as that reads it. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
}

const sample = (name: string) =>
  readFileSync(new URL(`../events/aws.ecs/${name}.json`, import.meta.url), 'utf8');
const SCALED_IN = sample('task-stopped-scaled-in');
const SERVICE_FAILURE = sample('task-stopped-application-exit-service');
const JOB_FAILURE = sample('task-stopped-application-exit-job');

/** The samples' names and moments, to be replaced. */
const SERVICE = /payments-api/g;
const JOB = /nightly-report/g;
const TASK = /842a246adb36420e01d6e4e6e9ec6e81|db97dc53671a53f2b80958e604250d7b/g;
const MOMENT = /2026-03-02T09:41:2[45](\.979)?Z/g;

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

/** One batch. */
export function batch(bodies: readonly string[]): { readonly Records: readonly Message[] } {
  return { Records: bodies.map((body, index) => ({ messageId: `message-${index}`, body })) };
}

/** Thirty-two hex digits, as task ids are. */
function taskId(number: number): string {
  return number.toString(16).padStart(32, '0');
}

/** What Lambda hands to the response of an incident that has just been opened: nothing was done yet. */
export function incident(number: number, at: number): object {
  const openedAt = new Date(at).toISOString();
  const target = {
    kind: 'family',
    account: ACCOUNT,
    region: REGION,
    partition: 'aws',
    clusterArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/prod`,
    cluster: 'prod',
    name: `job-${number}`,
  };
  const trigger = { type: 'respond', reason: 'a job failed' };
  const ref = { id: `inc-${number}`, generation: 1, playbook: 'rerun-failed-task', severity: 'warning' };
  const InputPayload = JSON.stringify({ ...ref, key: `bench/respond/${number}`, target, trigger, openedAt });
  const Operations = [
    { Id: 'execution', Type: 'EXECUTION', Status: 'STARTED', ExecutionDetails: { InputPayload } },
  ];
  return {
    DurableExecutionArn: `execution-${number}`,
    CheckpointToken: 'token',
    InitialExecutionState: { Operations, NextMarker: '' },
  };
}

/** A request to the Slack door that Slack did not sign. */
export function forgedClick(): object {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    headers: { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': 'v0=forged' },
    body: 'payload={}',
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST' } },
  };
}
