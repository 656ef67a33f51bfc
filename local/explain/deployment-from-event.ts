import type { FleetReads } from '../../shared/domain/fleet.ts';
import type { Signal } from '../../shared/domain/signal.ts';

/** The deployment that waits at the hook that the event tells of; nothing is known of its images. */
export function deploymentFromEvent(
  signal: Signal,
): Pick<FleetReads, 'serviceDeployment' | 'serviceRevision'> {
  if (signal.kind !== 'ecs.deployment-hook') {
    return { serviceDeployment: async () => undefined, serviceRevision: async () => undefined };
  }
  const { deploymentArn, hookId = 'unknown' } = signal;
  const hook = { id: hookId, type: 'PAUSE', status: 'AWAITING_ACTION' };
  return {
    serviceDeployment: async () => ({
      arn: deploymentArn,
      status: 'IN_PROGRESS',
      revisionArn: deploymentArn.replace(':service-deployment/', ':service-revision/'),
      hooks: [hook],
    }),
    serviceRevision: async () => undefined,
  };
}
