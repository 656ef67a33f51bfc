import type { HookSignal } from '../domain/signal.ts';
import { malformed, optionalText, pathOf, present, quote, requiredText } from './decode.ts';
import { type Envelope, signalBase } from './envelope.ts';
import { requiredEcsArn } from './identity.ts';

const EVENT_NAME = /^HOOK_[A-Z_]{1,100}$/;
const DEPLOYMENT =
  /^arn:[^:]{1,30}:ecs:[^:]{1,32}:[^:]{1,32}:(service-deployment\/[\w.-]{1,255}\/[\w.-]{1,255}\/)[\w-]{1,255}$/;

/**
 * ECS Hook State Change, as docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_hook_state_change_events.html has
 * it. Throws MalformedEventError.
 */
export function parseDeploymentHook(event: Envelope): HookSignal {
  const { detail } = event;
  const service = requiredEcsArn(detail, 'serviceArn', 'service');
  const cluster = requiredEcsArn(detail, 'clusterArn', 'cluster');
  return {
    kind: 'ecs.deployment-hook',
    ...signalBase(event, service),
    serviceArn: service.arn,
    clusterArn: cluster.arn,
    cluster: cluster.name,
    service: service.name,
    deploymentArn: deploymentOf(event, `service-deployment/${cluster.name}/${service.name}/`),
    eventName: requiredText(detail, 'eventName', EVENT_NAME, "a name such as 'HOOK_AWAITING_ACTION'"),
    ...present({ hookId: optionalText(detail, 'hookId'), reason: optionalText(detail, 'reason') }),
  };
}

function deploymentOf({ detail }: Envelope, own: string): string {
  const key = 'serviceDeploymentArn';
  const arn = requiredText(detail, key, DEPLOYMENT, "a service deployment's ARN");
  if (DEPLOYMENT.exec(arn)?.[1] === own) return arn;
  throw malformed(pathOf(detail, key), `is ${quote(arn)}, which is no deployment of the event's own service`);
}
