import { ACCOUNT, REGION } from './samples.ts';

/** An SQS message as Lambda hands it to the triage function, as far as that reads it. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
}

/** One batch. */
export function batch(bodies: readonly string[]): { readonly Records: readonly Message[] } {
  return { Records: bodies.map((body, index) => ({ messageId: `message-${index}`, body })) };
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
