import { causeOf } from '../../shared/causes/index.ts';
import { shortTaskDefinition } from '../../shared/domain/arn.ts';
import {
  type AlarmSignal,
  isTaskSignal,
  type ScheduleSignal,
  type Signal,
} from '../../shared/domain/signal.ts';
import { enforceScalingPolicy } from '../../shared/playbooks/enforce-scaling-policy.ts';
import { keepHours } from '../../shared/playbooks/keep-hours.ts';
import { RUNNING as SCALED } from './scaling-from-event.ts';
import { isScan } from './scan-from-event.ts';
import { DESIRED, previousRevision, RUNNING, serviceFromEvent } from './service-from-event.ts';

/** What the event does not tell and `explain` takes for granted: reality may decide otherwise. */
export function assumptionsOf(signal: Signal): readonly string[] {
  if (isScan(signal)) return ['one service runs the image, and all that uses images can be read'];
  if (signal.kind === 'cloudwatch.alarm') return aboutAlarm(signal);
  if (signal.kind === 'schedule.tick') return aboutTick(signal);
  const service = serviceFromEvent(signal);
  const aboutTarget = service
    ? [history(signal, service.taskDefinitionArn), `${RUNNING} of ${DESIRED} tasks runs`]
    : ['its task definition is active', 'its rule, schedule or interface tells its security groups'];
  return [
    ...aboutTarget,
    ...aboutImage(signal),
    'no tag, budget, kill switch or other failing service stands in the way',
  ];
}

/** A tick names nothing: only the schedules and rules of the configuration do. */
function aboutTick({ schedule }: ScheduleSignal): readonly string[] {
  if (schedule === enforceScalingPolicy.id)
    return ['there is one service for each name in the rules, without tags, and nothing scales it yet'];
  return schedule === keepHours.id
    ? ['there is one service or group for each name in the schedules, without tags, and nothing sleeps']
    : ['there is no repository and no service, since a tick names none'];
}

function aboutImage(signal: Signal): readonly string[] {
  if (signal.kind === 'ecs.deployment-hook')
    return ['nothing is known of its images, since the event names none'];
  const cause = isTaskSignal(signal) ? causeOf(signal.task) : null;
  return cause?.code === 'image-archived'
    ? ['its image is one, not a list of several, and still archived']
    : [];
}

/** The last revision that was steady decides where a rollback goes. */
function history(signal: Signal, taskDefinitionArn: string): string {
  const current = isTaskSignal(signal) ? signal.task.taskDefinition : undefined;
  if (current === undefined) return 'no revision is known, since the event names none';
  const before = previousRevision(taskDefinitionArn);
  return before === undefined
    ? `${current} is the first revision`
    : `before ${current}, ${shortTaskDefinition(before)} was steady`;
}

/** Nobody knows what stands behind a target group that only the event names. */
function aboutAlarm({ alarm }: AlarmSignal): readonly string[] {
  const metric = alarm.value === undefined ? 'has no value' : `has stood at ${alarm.value} for a while`;
  return [
    `its target has ${SCALED} of ${SCALED} tasks or instances at work, a group no room for more, a provider a target capacity of 100 %`,
    `its metric ${metric}, and no service is behind a target group`,
    'nothing else scales it, no deployment is under way, and nothing was changed lately',
    'no tag, budget, kill switch or other failing service stands in the way',
  ];
}
