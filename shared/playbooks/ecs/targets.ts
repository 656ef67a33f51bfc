import { parseArn } from '../../domain/arn.ts';
import type { HookSignal, RollbackSignal, ServiceSignal, TaskSignal } from '../../domain/signal.ts';
import type { FleetTarget } from '../../domain/target.ts';

/** The service that a task belongs to, or that a service event is about. */
export function serviceTarget(
  signal: HookSignal | ServiceSignal | RollbackSignal | TaskSignal,
  name: string,
): FleetTarget {
  return target('service', signal, name);
}

/** The family of a standalone or scheduled task: `nightly-report` for `nightly-report:7`. */
export function familyTarget(signal: TaskSignal, taskDefinition: string): FleetTarget {
  return target('family', signal, taskDefinition.replace(/:\d+$/, ''));
}

function target(
  kind: FleetTarget['kind'],
  signal: HookSignal | ServiceSignal | RollbackSignal | TaskSignal,
  name: string,
): FleetTarget {
  const { account, region } = signal;
  const arn = 'task' in signal ? signal.task.clusterArn : (signal.clusterArn ?? signal.serviceArn);
  const cluster = 'task' in signal ? signal.task.cluster : signal.cluster;
  const partition = parseArn(arn)?.partition ?? 'aws';
  const clusterArn = `arn:${partition}:ecs:${region}:${account}:cluster/${cluster}`;
  return { kind, account, region, partition, clusterArn, cluster, name };
}
