import type { Properties } from '../../scripts/template.ts';
import { matchesPattern, type Pattern } from './event-pattern.ts';

/**
 * Whether EventBridge hands an event to the targets of a rule: by its pattern, or because it is the event of the
 * rule's own schedule, which names the rule. A rule that is off hands over nothing.
 */
export function reaches({ Name, State, EventPattern }: Properties, event: unknown): boolean {
  if (State === 'DISABLED') return false;
  if (EventPattern !== undefined) return matchesPattern(EventPattern as Pattern, event);
  const scheduled = { source: ['aws.events'], 'detail-type': ['Scheduled Event'] };
  const { resources = [] } = { ...(event as { readonly resources?: readonly string[] } | null) };
  return matchesPattern(scheduled, event) && resources.some((arn) => arn.endsWith(`:rule/${Name}`));
}
