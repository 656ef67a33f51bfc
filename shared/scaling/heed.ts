import type { Alarm } from '../domain/alarm.ts';
import type { AutoScalingGroup, CapacityProvider, ScalingPolicy } from '../domain/scaling.ts';
import type { AlarmSignal } from '../domain/signal.ts';

/**
 * Target tracking names its alarms so: `TargetTracking-service/<cluster>/<service>-AlarmHigh-<id>` of Application
 * Auto Scaling, `TargetTracking-<group>-AlarmLow-<id>` of EC2 Auto Scaling, managed scaling of ECS included.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html (its example)
 */
const TRACKING = /^TargetTracking-.{1,200}-Alarm(High|Low)-/;
/** What the names of the alarms begin with that we keep for step policies; the role may write no others. */
export const OUR_ALARMS = 'watchkeeper/';
/** An alarm that runs a scaling policy, of either service, has its ARN among the actions. */
const POLICY_ARN = /^arn:aws[a-z-]{0,20}:autoscaling:[^:]{0,32}:[^:]{0,32}:scalingPolicy:/;

/** Why a state change is nothing to act on, whatever it is about; undefined when it is. */
export function whyUnheeded(signal: AlarmSignal): string | undefined {
  const { alarm, previous, muted, suppressed, occurredAt } = signal;
  const owned = whyOwned(alarm);
  if (owned !== undefined) return owned;
  if (alarm.state === 'OK') return 'it is OK again; whoever deals with it sees that with the next look';
  if (muted !== undefined && occurredAt < muted.until) return `it is muted until ${muted.until}`;
  if (suppressed !== undefined) return `its actions are suppressed by ${suppressed.by}`;
  const told = previous?.state === alarm.state && !previous.suppressed;
  return told ? `it was in ${alarm.state} before, and nothing kept its actions back` : undefined;
}

/** Its owner acts on it: a second hand would only undo the first. */
function whyOwned({ name }: Pick<Alarm, 'name'>): string | undefined {
  if (name.startsWith(OUR_ALARMS)) return 'it belongs to a step policy, which acts on it itself';
  return TRACKING.test(name) ? 'it belongs to a target tracking policy, which acts on it itself' : undefined;
}

/** Why an alarm, as it stands now, is not to be acted on; undefined when it is. */
export function whyHandsOff(
  alarm: Pick<Alarm, 'name' | 'actionsEnabled' | 'actions' | 'suppressed'>,
  policies: readonly Pick<ScalingPolicy, 'name' | 'alarmNames'>[],
): string | undefined {
  if (alarm.actionsEnabled === false) return 'its actions are disabled';
  if (alarm.suppressed) return `its actions are suppressed by ${alarm.suppressed.by}`;
  const owner = policies.find(({ alarmNames }) => alarmNames.includes(alarm.name));
  if (owner) return `the scaling policy ${owner.name} acts on it`;
  if (alarm.actions?.some((arn) => POLICY_ARN.test(arn))) return 'a scaling policy acts on it';
  return whyOwned(alarm);
}

/** The provider that sizes this group for ECS: whoever sets its size is overruled within minutes. */
export function managerOf(
  { arn }: Pick<AutoScalingGroup, 'arn'>,
  providers: readonly CapacityProvider[],
): CapacityProvider | undefined {
  return providers.find(
    ({ autoScalingGroupArn, managedScaling }) => autoScalingGroupArn === arn && managedScaling.enabled,
  );
}
