import type { NetworkConfiguration } from '../../domain/fleet-action.ts';
import type { TaskState } from '../../domain/signal.ts';
import type { Clients } from '../clients.ts';
import { starterOf } from './starter.ts';

/**
 * How a task was connected, since neither its event nor DescribeTasks say so: from the EventBridge rule or the
 * schedule that started it, else from its network interface while that exists. `undefined` when none of them
 * tells, or when they tell different things.
 */
export async function readNetwork(
  clients: Clients,
  task: TaskState,
): Promise<NetworkConfiguration | undefined> {
  return (await fromStarter(clients, task)) ?? (await fromInterface(clients, task.networkInterfaceId));
}

async function fromStarter(clients: Clients, task: TaskState): Promise<NetworkConfiguration | undefined> {
  const starter = starterOf(task.startedBy);
  if (!starter || task.taskDefinitionArn === undefined) return undefined;
  const wanted = { clusterArn: task.clusterArn, taskDefinitionArn: task.taskDefinitionArn };
  if (starter.type === 'rule') {
    const { readNetworkOfRule } = await import('./network-of-rule.ts');
    return readNetworkOfRule(await clients.eventBridge(), starter, wanted);
  }
  const { readNetworkOfSchedule } = await import('./network-of-schedule.ts');
  return readNetworkOfSchedule(await clients.scheduler(), starter, wanted);
}

async function fromInterface(clients: Clients, id: string | undefined) {
  if (id === undefined) return undefined;
  const { readNetworkOfInterface } = await import('./network-of-interface.ts');
  return readNetworkOfInterface(await clients.ec2(), id);
}
