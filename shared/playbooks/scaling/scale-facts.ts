import type { Alarm } from '../../domain/alarm.ts';
import type { Attempt } from '../../domain/decision.ts';
import type { AutoScalingGroup, CapacityProvider, Datapoint, ScalableTarget } from '../../domain/scaling.ts';
import type { Target } from '../../domain/target.ts';
import type { Binding } from '../../scaling/bind.ts';
import type { SeenCount } from '../../scaling/facts.ts';
import type { QueueFlow } from '../../scaling/flow.ts';
import type { Lever } from '../../scaling/lever.ts';
import type { CapacityRule } from '../../scaling/rule.ts';
import type { ScalingRule } from './rules-schema.ts';

/** JSON-safe, because it is checkpointed: what is told of an alarm itself, or scaled because of some. */
export type ScaleFacts = AlarmFacts | CapacityScaleFacts;

/** About an alarm itself: what it is bound to, once everything that tells is read, or that it is silent. */
export interface AlarmFacts {
  readonly type: 'alarm';
  /** Undefined when there is no such alarm any more. */
  readonly alarm?: Alarm | undefined;
  readonly silent: boolean;
  readonly binding?: Binding | undefined;
  /** The mark that it was told with, to be handed on. */
  readonly mark: { readonly at: string; readonly id: string };
}

export interface CapacityScaleFacts {
  readonly type: 'capacity';
  readonly target: Target;
  /** `service/<cluster>/<name>` and others. */
  readonly resource: string;
  /** Undefined when there is no such thing (any more). */
  readonly scalable?: Scalable | undefined;
  readonly alarms: readonly HeardAlarm[];
  readonly attempts: readonly Attempt[];
  readonly changedAt?: number | undefined;
  readonly history: readonly SeenCount[];
  /** Messages that one task does in a minute, as far as they are known, by queue. */
  readonly rates: Readonly<Record<string, number>>;
  /** How often this incident has looked, this time included. */
  readonly looks: number;
  /** The alarms' values as they were first seen in this incident, by name. */
  readonly firstValues: Readonly<Record<string, number>>;
}

/** One alarm that asks for something, as it stands now. */
export interface HeardAlarm {
  readonly name: string;
  readonly alarm?: Alarm | undefined;
  /** Why it is nothing to act on. */
  readonly handsOff?: string | undefined;
  readonly rule?: CapacityRule | undefined;
  /** Which number of a capacity provider the rule sets. */
  readonly sets?: Lever | undefined;
  readonly points: readonly Datapoint[];
  readonly periodSeconds: number;
  readonly inFlight?: readonly Datapoint[] | undefined;
  /** The queue that it is about, with what goes into it and out of it. */
  readonly queue?: string | undefined;
  readonly flow?: QueueFlow | undefined;
  /** It watches no single series, and its rule names none: `points` has no more than what it was judged by. */
  readonly unmeasured?: boolean;
}

/** What is scaled, and by which number. */
export type Scalable = ScalableService | ScalableGroup | ScalableProvider;

interface ScalableBase {
  readonly desired: number;
  readonly running: number;
  readonly deploying: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ScalableService extends ScalableBase {
  readonly kind: 'service';
  readonly name: string;
  readonly serviceArn: string;
  readonly clusterArn: string;
  readonly revision: string;
  /** ECS, CODE_DEPLOY or EXTERNAL. */
  readonly controller: string;
  readonly target?: ScalableTarget | undefined;
  /** Names of the scheduled actions that move its bounds by themselves. */
  readonly scheduled: readonly string[];
}

export interface ScalableGroup extends ScalableBase {
  readonly kind: 'auto-scaling-group';
  readonly group: AutoScalingGroup;
  /** The capacity provider that sizes it. */
  readonly managedBy?: string | undefined;
}

export interface ScalableProvider extends ScalableBase {
  readonly kind: 'capacity-provider';
  readonly provider: CapacityProvider;
  /** The one behind it. */
  readonly group: AutoScalingGroup;
  /** Why the group itself must stay as it is, whatever holds for its provider. */
  readonly groupHeld?: string | undefined;
  /** Which of its numbers `desired` is. */
  readonly sets: Lever;
}

/** Which alarms are looked at is said by the marks; the rest of them is the rules'. */
export type Rules = readonly ScalingRule[];
