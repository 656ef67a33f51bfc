import {
  type ECSClient,
  type LaunchType,
  RunTaskCommand,
  type RunTaskCommandInput,
  type RunTaskCommandOutput,
  type TaskOverride,
} from '@aws-sdk/client-ecs';
import { hasName, isOutcomeUnknown } from '../aws/failures.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { RunTask } from '../domain/fleet-action.ts';
import { failed } from './failed.ts';

/** RunTask takes up to 64 characters from `!` to `~`. Without a token of ours the SDK would invent one per call. */
const TOKEN = /^[!-~]{1,64}$/;

/**
 * Starts a task in the place of one that stopped. There is nothing to look at before: a stopped task never comes
 * back, and the token makes ECS itself answer a repeat with the task that it started the first time.
 */
export async function runTask(ecs: ECSClient, action: RunTask): Promise<ActionResult> {
  if (!TOKEN.test(action.clientToken)) {
    return { type: 'refused', reason: 'the client token is not 1 to 64 printable characters without spaces' };
  }
  try {
    return resultOf(await ecs.send(new RunTaskCommand(inputOf(action))), action);
  } catch (error) {
    if (hasName(error, 'ConflictException')) return conflict(action);
    if (isOutcomeUnknown(error)) throw unknown(action, error);
    return failed({ permission: 'ecs:RunTask', resource: action.taskDefinitionArn }, error);
  }
}

/** The SDK has asked three times; whoever repeats the action asks again, and later, with the same token. */
function unknown({ replaces }: RunTask, cause: unknown): Error {
  return new Error(
    `it is not known whether a task was started in place of ${replaces}: repeating this is harmless`,
    { cause },
  );
}

function inputOf(action: RunTask): RunTaskCommandInput {
  return {
    cluster: action.clusterArn,
    taskDefinition: action.taskDefinitionArn,
    clientToken: action.clientToken,
    count: 1,
    startedBy: startedBy(action.startedBy),
    ...capacityOf(action),
    ...networkOf(action),
    ...groupOf(action),
    ...tagsOf(action),
    ...(action.platformVersion && { platformVersion: action.platformVersion }),
    ...(action.overrides && { overrides: action.overrides as TaskOverride }),
    ...(action.enableExecuteCommand && { enableExecuteCommand: true }),
  };
}

/** ECS takes 128 letters, digits, hyphens, slashes and underscores; names of rules may have dots, too. */
function startedBy(text: string): string {
  return text.replaceAll(/[^\w/-]/g, '_').slice(0, 128);
}

/** ECS takes one or the other. With neither the cluster's default strategy applies. */
function capacityOf({ capacityProvider, launchType }: RunTask): Partial<RunTaskCommandInput> {
  if (capacityProvider) return { capacityProviderStrategy: [{ capacityProvider, weight: 1 }] };
  // Open enum: a launch type that is newer than the SDK is passed on as it is.
  return launchType ? { launchType: launchType as LaunchType } : {};
}

function networkOf({ network }: RunTask): Partial<RunTaskCommandInput> {
  if (!network) return {};
  const { subnets, securityGroups, assignPublicIp } = network;
  const awsvpc = { subnets: [...subnets], securityGroups: [...securityGroups], assignPublicIp };
  return { networkConfiguration: { awsvpcConfiguration: awsvpc } };
}

/** `family:…` is what ECS gives by itself, `service:…` is a service's: it refuses both from callers. */
function groupOf({ group }: RunTask): Partial<RunTaskCommandInput> {
  return group && !/^(family|service):/.test(group) ? { group } : {};
}

/** `aws:…` is reserved: ECS writes those tags itself. */
function tagsOf(action: RunTask): Partial<RunTaskCommandInput> {
  const own = Object.entries(action.tags ?? {}).filter(([key]) => !/^aws:/i.test(key));
  return own.length > 0 ? { tags: own.map(([key, value]) => ({ key, value })) } : {};
}

/** ECS answers 200 even when it could not place the task, and says why in `failures`. */
function resultOf({ tasks, failures }: RunTaskCommandOutput, action: RunTask): ActionResult {
  const started = tasks?.[0]?.taskArn;
  if (started) {
    return { type: 'done', reason: `started ${started}`, before: action.replaces, after: started };
  }
  const { reason, detail } = failures?.[0] ?? {};
  const because = [reason ?? 'no reason given', detail].filter(Boolean).join(': ');
  const hint = reason?.startsWith('RESOURCE:') ? 'there is no capacity for it' : 'ECS could not place it';
  return { type: 'failed', reason: `no task was started, ${hint} (${because})` };
}

function conflict(action: RunTask): ActionResult {
  return {
    type: 'refused',
    reason: `this try has already started a task in place of ${action.replaces}, with other parameters`,
  };
}
