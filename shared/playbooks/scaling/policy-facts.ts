import type { PutScalingPolicy, SetScheduledAction, SetSteps } from '../../domain/scaling-action.ts';

/** Something that a service has otherwise than its rule or its tag says. */
export interface PolicyFate {
  /** `<cluster>/<service>`. */
  readonly service: string;
  /** What differs, and exactly what is proposed. */
  readonly text: string;
  /** Why it is only told, where it is. */
  readonly note?: string;
  /** Absent for what is only told. */
  readonly action?: PolicyAction;
}

export type PolicyAction = PutScalingPolicy | SetSteps | SetScheduledAction;

/** How the services scale that a rule or a tag speaks about. */
export interface PolicyFacts {
  readonly services: number;
  readonly fates: readonly PolicyFate[];
}

/** Of how many services something differs. */
export function servicesIn({ fates }: Pick<PolicyFacts, 'fates'>): number {
  return new Set(fates.map(({ service }) => service)).size;
}
