import type {
  PutScalingPolicyRequest,
  PutScheduledActionRequest,
  RegisterScalableTargetRequest,
} from '@aws-sdk/client-application-auto-scaling';
import type { World } from '../model.ts';
import { createRandom } from '../random.ts';
import type { AutoScaling } from './model.ts';
import { putScalingPolicy } from './policies.ts';
import { putScheduledAction } from './scheduled-actions.ts';
import { registerScalableTarget } from './targets.ts';

type Named<Request> = Omit<Request, 'ServiceNamespace' | 'ScalableDimension'>;

/** What a story may set up in Application Auto Scaling. Resource ids are `service/<cluster>/<service>`. */
export interface AutoScalingScript {
  registerScalableTarget(target: Named<RegisterScalableTargetRequest>): void;
  putScalingPolicy(policy: Named<PutScalingPolicyRequest>): void;
  /** It is shown, but it does nothing when its time comes. */
  putScheduledAction(action: Named<PutScheduledActionRequest>): void;
}

const ECS = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

export function createAutoScaling(seed: string | number): AutoScaling {
  return {
    targets: new Map(),
    policies: new Map(),
    scheduled: [],
    random: createRandom(seed, 'auto-scaling'),
  };
}

export function autoScalingScript(world: World): AutoScalingScript {
  return {
    registerScalableTarget: (target) => {
      registerScalableTarget(world, { ...ECS, ...structuredClone(target) });
    },
    putScalingPolicy: (policy) => {
      putScalingPolicy(world, { ...ECS, ...structuredClone(policy) });
    },
    putScheduledAction: (action) => {
      putScheduledAction(world, { ...ECS, ...structuredClone(action) });
    },
  };
}
