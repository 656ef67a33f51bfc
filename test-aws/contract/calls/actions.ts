import { SILENT } from '../../../local/log.ts';
import { createExecute } from '../../../shared/actions/index.ts';
import { createReads } from '../../../shared/aws/reads.ts';
import type { Action, ActionKind } from '../../../shared/domain/action.ts';
import type { ActionResult } from '../../../shared/domain/decision.ts';
import type { DeployRevision, RunTask, SetDesiredCount } from '../../../shared/domain/fleet-action.ts';
import {
  CLUSTER_ARN,
  definitionArn,
  SERVICE,
  SERVICE_ARN,
  type Side,
  taskArn,
  UNKNOWN_CLUSTER,
} from '../account.ts';
import type { ContractCall } from './call.ts';
import { HOURS_ACTIONS } from './hours-actions.ts';
import { IMAGE_ACTIONS } from './image-actions.ts';
import { SCALING_ACTIONS } from './scaling-actions.ts';
import { SCAN_ACTIONS } from './scan-actions.ts';
import { SETTINGS_ACTIONS } from './settings-actions.ts';

const execute = ({ clients }: Side, action: Action) => createExecute(clients, SILENT)(action);
const service = ({ clients }: Side) => createReads(clients).service(CLUSTER_ARN, SERVICE);

/** Every action, in this order: each call finds what the ones before it left behind. */
export const ACTIONS: Readonly<Record<ActionKind, readonly ContractCall[]>> = {
  'ecs.run-task': [
    { what: 'run a task', does: (side) => execute(side, runTask(side)) },
    {
      what: 'the task that was run',
      async does(side) {
        const { after } = done(await execute(side, runTask(side, { clientToken: 'to-look-at' })));
        const [task] = await createReads(side.clients).tasks(CLUSTER_ARN, [after]);
        return task && { group: task.group, startedBy: task.startedBy, overrides: task.overrides };
      },
    },
    {
      what: 'run a task twice with one token',
      async does(side) {
        const first = done(await execute(side, runTask(side, { clientToken: 'twice' })));
        const second = done(await execute(side, runTask(side, { clientToken: 'twice' })));
        return first.after === second.after ? 'one task' : 'two tasks';
      },
    },
    {
      what: 'run another task with the same token',
      does: (side) => execute(side, runTask(side, { clientToken: 'twice', startedBy: 'another' })),
    },
    {
      what: 'run a task on Fargate Spot',
      does: (side) => execute(side, onSpot(runTask(side, { clientToken: 'spot' }))),
    },
    {
      what: 'run a task of an unknown revision',
      does: (side) => execute(side, runTask(side, { taskDefinitionArn: definitionArn('job:9') })),
    },
    {
      what: 'run a task without its network',
      does: (side) => execute(side, unconnected(runTask(side, { clientToken: 'no-network' }))),
    },
    {
      what: 'run a task in an unknown cluster',
      does: (side) => execute(side, runTask(side, { clusterArn: UNKNOWN_CLUSTER })),
    },
  ],
  // Moto knows none of its commands: see unknown-to-moto.ts.
  'ecs.continue-deployment': [],
  'ecs.deploy-revision': [
    { what: 'deploy a revision', does: (side) => execute(side, deploy('api:1', 'api:2')) },
    { what: 'deploy it again', does: (side) => execute(side, deploy('api:1', 'api:2')) },
    { what: 'the service after a deployment', does: service },
    { what: 'deploy a revision meanwhile replaced', does: (side) => execute(side, deploy('api:1', 'api:3')) },
    { what: 'deploy an unknown revision', does: (side) => execute(side, deploy('api:2', 'api:9')) },
  ],
  'ecs.set-desired-count': [
    { what: 'set the desired count', does: (side) => execute(side, setCount(2, 0)) },
    { what: 'the service at zero', does: service },
    {
      what: 'set the desired count of an unknown service',
      does: (side) => execute(side, { ...setCount(2, 0), service: 'unknown' }),
    },
  ],
  ...SETTINGS_ACTIONS,
  ...HOURS_ACTIONS,
  ...SCALING_ACTIONS,
  ...SCAN_ACTIONS,
  ...IMAGE_ACTIONS,
};

/** What was started; throws when nothing was. */
function done(result: ActionResult): { readonly after: string } {
  if (result.type === 'done' && result.after) return { after: result.after };
  throw new Error(`nothing was started: ${result.reason}`);
}

function runTask({ network }: Side, overrides: Partial<RunTask> = {}): RunTask {
  return {
    kind: 'ecs.run-task',
    target: CLUSTER_ARN,
    clusterArn: CLUSTER_ARN,
    risk: 'low',
    clientToken: 'contract-1',
    replaces: taskArn('00000000000000000000000000000009'),
    taskDefinitionArn: definitionArn('job:1'),
    startedBy: 'watchkeeper/1/contract',
    launchType: 'FARGATE',
    network,
    overrides: { containerOverrides: [{ name: 'app', memory: 300 }] },
    tags: { team: 'payments' },
    ...overrides,
  };
}

function onSpot({ launchType: _, ...action }: RunTask): RunTask {
  return { ...action, capacityProvider: 'FARGATE_SPOT' };
}

function unconnected({ network: _, ...action }: RunTask): RunTask {
  return action;
}

const CHANGE = { target: SERVICE_ARN, clusterArn: CLUSTER_ARN, service: SERVICE, risk: 'medium' } as const;

function deploy(from: string, to: string): DeployRevision {
  const kind = 'ecs.deploy-revision';
  const change = { ...CHANGE, kind, from: definitionArn(from), to: definitionArn(to) } as const;
  return { ...change, inverse: { ...change, from: change.to, to: change.from } };
}

function setCount(from: number, to: number): SetDesiredCount {
  const kind = 'ecs.set-desired-count';
  const change = { ...CHANGE, kind, revision: definitionArn('api:2') } as const;
  return { ...change, from, to, inverse: { ...change, from: to, to: from } };
}
