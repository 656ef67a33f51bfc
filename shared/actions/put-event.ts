import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { isOutcomeUnknown } from '../aws/failures.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { RequestRebuild } from '../domain/scan-action.ts';
import { failed } from './failed.ts';

/** What a rule of the user's own listens to. */
const SOURCE = 'watchkeeper';
const DETAIL_TYPE = 'Image Rebuild Requested';

/** Puts one event on a bus. There is nothing to look at before: whoever listens may hear it twice anyway. */
export async function putEvent(
  events: EventBridgeClient,
  { target, detail }: RequestRebuild,
): Promise<ActionResult> {
  const entry = {
    EventBusName: target,
    Source: SOURCE,
    DetailType: DETAIL_TYPE,
    Detail: JSON.stringify(detail),
  };
  try {
    const { Entries } = await events.send(new PutEventsCommand({ Entries: [entry] }));
    const [answer] = Entries ?? [];
    if (answer?.EventId) return { type: 'done', reason: `event ${answer.EventId}`, after: answer.EventId };
    const because = [answer?.ErrorCode, answer?.ErrorMessage].filter(Boolean).join(': ');
    return { type: 'failed', reason: `EventBridge did not take the event: ${because || 'no reason given'}` };
  } catch (cause) {
    if (!isOutcomeUnknown(cause)) return failed({ permission: 'events:PutEvents', resource: target }, cause);
    throw new Error('it is not known whether EventBridge took the event: repeating this is harmless', {
      cause,
    });
  }
}
