import { causeOf } from '../causes/index.ts';
import type { Cause } from '../domain/cause.ts';
import { isTaskSignal, type Signal } from '../domain/signal.ts';
import { ECS_PLAYBOOKS } from '../playbooks/index.ts';
import { ECS_PARSERS } from '../signals/registry.ts';
import type { TriageDomain } from './domain.ts';

/** Only a task stops for a cause. */
export function causeOfSignal(signal: Signal): Cause | null {
  return isTaskSignal(signal) ? causeOf(signal.task) : null;
}

export const ECS: TriageDomain = {
  parsers: ECS_PARSERS,
  playbooks: ECS_PLAYBOOKS,
  causeOf: causeOfSignal,
};
