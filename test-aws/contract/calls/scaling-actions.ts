import type { ScalingAction } from '../../../shared/domain/scaling-action.ts';
import type { ContractCall } from './call.ts';

export const SCALING_ACTIONS: Readonly<Record<ScalingAction['kind'], readonly ContractCall[]>> = {
  'scaling.set-range': [],
  'scaling.set-group-size': [],
  'scaling.set-managed-scaling': [],
  'scaling.put-policy': [],
  'scaling.delete-policy': [],
};
