import type { ContainerInstanceSignal } from '../domain/signal.ts';
import { optionalBoolean, optionalText, present } from './decode.ts';
import { type Envelope, signalBase } from './envelope.ts';
import { requiredEcsArn } from './identity.ts';

/** ECS Container Instance State Change. Throws MalformedEventError. */
export function parseContainerInstance(event: Envelope): ContainerInstanceSignal {
  return instanceSignal('ecs.container-instance', event, 'status');
}

/** ECS Container Instance Health Change: `status` is OK, IMPAIRED, INSUFFICIENT_DATA or INITIALIZING. */
export function parseContainerInstanceHealth(event: Envelope): ContainerInstanceSignal {
  return instanceSignal('ecs.container-instance-health', event, 'overallStatus');
}

function instanceSignal(
  kind: ContainerInstanceSignal['kind'],
  event: Envelope,
  statusKey: string,
): ContainerInstanceSignal {
  const { detail } = event;
  const instance = requiredEcsArn(detail, 'containerInstanceArn', 'container-instance');
  const cluster = requiredEcsArn(detail, 'clusterArn', 'cluster');
  return {
    kind,
    ...signalBase(event, instance),
    containerInstanceArn: instance.arn,
    clusterArn: cluster.arn,
    cluster: cluster.name,
    ...present({
      ec2InstanceId: optionalText(detail, 'ec2InstanceId'),
      status: optionalText(detail, statusKey),
      agentConnected: optionalBoolean(detail, 'agentConnected'),
    }),
  };
}
