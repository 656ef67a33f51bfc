import type { ServiceSignal } from '../domain/signal.ts';
import { type Fields, malformed, optionalText, present, read, requiredText } from './decode.ts';
import { type Envelope, signalBase } from './envelope.ts';
import { type EcsArn, ecsArn, requiredEcsArn } from './identity.ts';

/** SERVICE_STEADY_STATE and the like: an open list, but always upper case. */
const EVENT_NAME = /^[A-Z][A-Z0-9_]{0,127}$/;

/** ECS Service Action. Throws MalformedEventError. */
export function parseServiceAction(event: Envelope): ServiceSignal {
  return serviceSignal('ecs.service-action', event);
}

/** ECS Deployment State Change: `detail` names neither cluster nor service. Throws MalformedEventError. */
export function parseDeployment(event: Envelope): ServiceSignal {
  return serviceSignal('ecs.deployment', event);
}

function serviceSignal(kind: ServiceSignal['kind'], event: Envelope): ServiceSignal {
  const { envelope, detail } = event;
  const service = serviceOf(envelope);
  return {
    kind,
    ...signalBase(event, service),
    serviceArn: service.arn,
    service: service.name,
    ...clusterOf(service, event),
    eventName: requiredText(detail, 'eventName', EVENT_NAME, "a name such as 'SERVICE_STEADY_STATE'"),
    ...present({
      eventType: optionalText(detail, 'eventType'),
      deploymentId: optionalText(detail, 'deploymentId'),
      reason: optionalText(detail, 'reason'),
    }),
  };
}

function serviceOf(envelope: Fields): EcsArn {
  const where = `${envelope.where} resources[0]`;
  const resources = read(envelope, 'resources');
  const first: unknown = Array.isArray(resources) ? resources[0] : undefined;
  if (typeof first !== 'string') throw malformed(where, "is missing, expected the service's ARN");
  return ecsArn(first, where, 'service');
}

function clusterOf(
  service: EcsArn,
  { envelope, detail }: Envelope,
): { cluster: string; clusterArn?: string } {
  if (read(detail, 'clusterArn') !== undefined) {
    const cluster = requiredEcsArn(detail, 'clusterArn', 'cluster');
    return { cluster: cluster.name, clusterArn: cluster.arn };
  }
  if (service.cluster !== undefined) return { cluster: service.cluster };
  throw malformed(
    `${envelope.where} resources[0]`,
    'names no cluster: it has the old ARN form, so turn the account setting serviceLongArnFormat on',
  );
}
