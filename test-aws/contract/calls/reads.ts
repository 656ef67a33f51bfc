import { createReads } from '../../../shared/aws/reads.ts';
import type { Reads } from '../../../shared/domain/reads.ts';
import type { TaskState } from '../../../shared/domain/signal.ts';
import {
  CLUSTER,
  CLUSTER_ARN,
  definitionArn,
  GROUPED_SCHEDULE,
  LOG,
  LOGGED_TASK,
  LONG_RULE,
  RULE,
  SCHEDULE,
  SERVICE,
  type Side,
  taskArn,
  UNKNOWN_CLUSTER,
} from '../account.ts';
import type { ContractCall } from './call.ts';
import { IMAGE_READS } from './image-reads.ts';
import { SCALING_READS } from './scaling-reads.ts';
import { SETTINGS_READS } from './settings-reads.ts';

const NOBODY = '00000000000000000000000000000009';
const reads = ({ clients }: Side) => createReads(clients);

/** Every read but one, which has a test of its own; the compiler asks for the calls of a new one. */
export const READS: Readonly<Record<Exclude<keyof Reads, 'imageUses'>, readonly ContractCall[]>> = {
  service: [
    { what: 'a service', does: (side) => reads(side).service(CLUSTER_ARN, SERVICE) },
    { what: 'an unknown service', does: (side) => reads(side).service(CLUSTER_ARN, 'unknown') },
    {
      what: 'a service of an unknown cluster',
      does: (side) => reads(side).service(UNKNOWN_CLUSTER, SERVICE),
    },
  ],
  // Moto knows none of their commands: see unknown-to-moto.ts.
  steadyRevisions: [],
  serviceDeployment: [],
  serviceRevision: [],
  taskDefinition: [
    { what: 'a task definition', does: (side) => reads(side).taskDefinition(definitionArn('job:1')) },
    { what: 'an unknown family', does: (side) => reads(side).taskDefinition(definitionArn('unknown:1')) },
    { what: 'an unknown revision', does: (side) => reads(side).taskDefinition(definitionArn('job:9')) },
  ],
  tasks: [
    { what: 'a running task', does: (side) => reads(side).tasks(CLUSTER_ARN, [side.running.arn]) },
    { what: 'a stopped task', does: (side) => reads(side).tasks(CLUSTER_ARN, [side.stopped]) },
    {
      what: 'a task and an unknown one',
      does: async (side) =>
        (await reads(side).tasks(CLUSTER_ARN, [side.running.arn, taskArn(NOBODY)])).length,
    },
    { what: 'a task of an unknown cluster', does: (side) => reads(side).tasks(UNKNOWN_CLUSTER, [NOBODY]) },
  ],
  cluster: [
    { what: 'a cluster', does: (side) => reads(side).cluster(CLUSTER_ARN) },
    { what: 'an unknown cluster', does: (side) => reads(side).cluster(UNKNOWN_CLUSTER) },
  ],
  network: [
    { what: 'the network of a rule', does: (side) => network(side, `events-rule/${RULE}`) },
    {
      what: 'the network of a rule whose name is cut',
      does: (side) => network(side, `events-rule/${LONG_RULE}`.slice(0, 36)),
    },
    { what: 'the network of an unknown rule', does: (side) => network(side, 'events-rule/unknown') },
    { what: 'the network of a schedule', does: (side) => network(side, `chronos-schedule/${SCHEDULE}`) },
    {
      what: 'the network of a schedule in a group',
      does: (side) => network(side, `chronos-schedule/${GROUPED_SCHEDULE.name}`),
    },
    { what: 'the network of an unknown schedule', does: (side) => network(side, 'chronos-schedule/unknown') },
    {
      what: 'the network of an interface',
      does: (side) => network(side, undefined, side.running.networkInterfaceId),
    },
    {
      what: 'the network of an interface that is gone',
      does: (side) => network(side, undefined, 'eni-0123456789abcdef0'),
    },
  ],
  logTail: [
    { what: 'the end of a log', does: (side) => reads(side).logTail(LOG, 'app', LOGGED_TASK, 3) },
    { what: 'a whole log', does: (side) => reads(side).logTail(LOG, 'app', LOGGED_TASK, 50) },
    { what: 'an unknown log stream', does: (side) => reads(side).logTail(LOG, 'app', NOBODY, 3) },
    {
      what: 'an unknown log group',
      does: (side) => reads(side).logTail({ ...LOG, group: '/ecs/unknown' }, 'app', NOBODY, 3),
    },
  ],
  ...IMAGE_READS,
  ...SETTINGS_READS,
  ...SCALING_READS,
};

function network(side: Side, startedBy: string | undefined, networkInterfaceId?: string) {
  const task: TaskState = {
    taskArn: taskArn(NOBODY),
    taskId: NOBODY,
    clusterArn: CLUSTER_ARN,
    cluster: CLUSTER,
    lastStatus: 'STOPPED',
    containers: [],
    taskDefinitionArn: definitionArn('job:1'),
    ...(startedBy !== undefined && { startedBy }),
    ...(networkInterfaceId !== undefined && { networkInterfaceId }),
  };
  return reads(side).network(task);
}
