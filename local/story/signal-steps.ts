import { causeOf } from '../../shared/causes/index.ts';
import type { Cause } from '../../shared/domain/cause.ts';
import { isTaskSignal, type Signal, type TaskSignal } from '../../shared/domain/signal.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import type { FleetEvent } from '../fleet/index.ts';
import type { Step, StepOf } from './turn.ts';

/** An event that says that something ended or cannot start, in our words. */
export interface HeardSignal {
  readonly id: string;
  /** Alike signals share it: they are told once and counted. */
  readonly likeness: string;
  readonly cause: Cause | null;
  readonly signal: StepOf<'signal'>;
}

/** Undefined for the events that make up most of a fleet's day: tasks that start, deployments that go on. */
export function hear(event: FleetEvent): HeardSignal | undefined {
  if (!isStop(event) && event.detail.eventName !== 'SERVICE_TASK_START_IMPAIRED') return undefined;
  const parsed = parseSignal(event);
  if (parsed.type !== 'signal') return undefined;
  const { signal } = parsed;
  const cause = isTaskSignal(signal) ? causeOf(signal.task) : null;
  const step = signalStep(signal);
  return {
    id: signal.id,
    likeness: [signal.kind, step.subject, cause?.code].join(' '),
    cause,
    signal: step,
  };
}

export function isStop({ detail }: FleetEvent): boolean {
  return detail.lastStatus === 'STOPPED';
}

function signalStep(signal: Signal): StepOf<'signal'> {
  if (isTaskSignal(signal)) return { step: 'signal', kind: signal.kind, ...taskWords(signal) };
  const subject = subjectOf(signal);
  const detail = 'eventName' in signal ? signal.eventName : '';
  return { step: 'signal', kind: signal.kind, subject, detail };
}

function subjectOf(signal: Exclude<Signal, TaskSignal>): string {
  if ('service' in signal) return signal.service;
  if ('repository' in signal) return signal.repository;
  if ('findingArn' in signal) return signal.image?.repository ?? signal.type;
  if ('alarm' in signal) return signal.alarm.name;
  return 'schedule' in signal ? signal.schedule : signal.cluster;
}

function taskWords({ task }: TaskSignal): { subject: string; detail: string } {
  const { taskDefinition, taskId, service, capacityProvider, stopCode, stoppedReason } = task;
  const family = taskDefinition?.replace(/:\d+$/, '');
  const owner = service === undefined ? 'standalone' : service === family ? '' : `service ${service}`;
  const where = capacityProvider ?? task.launchType ?? '';
  const why = [stopCode, stoppedReason].filter(Boolean).join(': ');
  return {
    subject: taskDefinition ?? taskId,
    detail: [`task ${taskId.slice(0, 8)}`, owner, where, why].filter(Boolean).join(' · '),
  };
}

export function causeStep(cause: Cause): Step {
  const { code, retryable, expected, summary, nextStep, subject } = cause;
  const names = subject === undefined ? {} : { names: subject };
  return { step: 'cause', code, retryable, expected, summary, nextStep, ...names };
}
