import type { PutScalingPolicy } from '../../domain/scaling-action.ts';

/** A service that does not scale as its rule or its tag says. */
export interface PolicyFate {
  /** `<cluster>/<service>`. */
  readonly service: string;
  /** What differs, and the exact policy that is proposed. */
  readonly text: string;
  /** Why it is only told, where it is. */
  readonly note?: string;
  /** Absent for what is only told. */
  readonly action?: PutScalingPolicy;
}

/** How the services scale that a rule or a tag speaks about. */
export interface PolicyFacts {
  readonly services: number;
  readonly fates: readonly PolicyFate[];
}
