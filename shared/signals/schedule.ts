import { parseArn } from '../domain/arn.ts';
import type { ScheduleSignal } from '../domain/signal.ts';
import { malformed, read } from './decode.ts';
import { type Envelope, signalBase } from './envelope.ts';

/**
 * A scheduled rule that came due. Rules of ours are called `<stack>-every-<playbook>`; a rule of any other name is
 * a tick that no playbook waits for. Throws MalformedEventError.
 */
export function parseScheduledEvent(event: Envelope): ScheduleSignal {
  const { envelope } = event;
  const resources = read(envelope, 'resources');
  const first: unknown = Array.isArray(resources) ? resources[0] : undefined;
  const arn = typeof first === 'string' ? parseArn(first) : undefined;
  const rule = arn?.service === 'events' ? arn.resource.split('/').at(-1) : undefined;
  if (!arn || !rule) throw malformed(`${envelope.where} resources[0]`, "is missing, expected the rule's ARN");
  return { kind: 'schedule.tick', ...signalBase(event, arn), schedule: rule.split('-every-').at(-1) ?? rule };
}
