import {
  DescribeEventBusCommand,
  type EventBridgeClient,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { hasName, isOutcomeUnknown } from '../aws/failures.ts';
import { read } from '../aws/read.ts';
import type { ActionResult } from '../domain/decision.ts';
import { ReadError } from '../domain/errors.ts';
import type { RequestRebuild } from '../domain/scan-action.ts';
import { failed } from './failed.ts';

/** What a rule of the user's own listens to. */
const SOURCE = 'watchkeeper';
const DETAIL_TYPE = 'Image Rebuild Requested';

/**
 * Puts events on a bus that exists: to one that does not, EventBridge takes events as well, gives them an id, and
 * drops them (https://github.com/aws/aws-cli/issues/9186). Whoever listens may hear it twice, so a repeat is harmless.
 */
export async function putEvent(events: EventBridgeClient, action: RequestRebuild): Promise<ActionResult> {
  try {
    const bus = await findBus(events, action.target);
    if (bus === 'missing') {
      const fix = 'create it, or name another as eventBus of answer-scan';
      return { type: 'refused', reason: `there is no event bus ${action.target}: ${fix}` };
    }
  } catch (error) {
    if (error instanceof ReadError) return { type: 'failed', reason: error.message };
    throw error;
  }
  return put(events, action);
}

async function findBus(events: EventBridgeClient, arn: string): Promise<'there' | 'missing'> {
  const reading = { action: 'events:DescribeEventBus', what: `the event bus ${arn}` };
  return read(reading, async () => {
    try {
      await events.send(new DescribeEventBusCommand({ Name: arn }));
      return 'there';
    } catch (error) {
      if (hasName(error, 'ResourceNotFoundException')) return 'missing';
      throw error;
    }
  });
}

async function put(events: EventBridgeClient, { target, details }: RequestRebuild): Promise<ActionResult> {
  const Entries = details.map((detail) => ({
    EventBusName: target,
    Source: SOURCE,
    DetailType: DETAIL_TYPE,
    Detail: JSON.stringify(detail),
  }));
  try {
    const answers = (await events.send(new PutEventsCommand({ Entries }))).Entries ?? [];
    const ids = answers.flatMap(({ EventId }) => EventId ?? []);
    if (ids.length === Entries.length) {
      const reason = ids.length === 1 ? `event ${ids[0]}` : `${ids.length} events`;
      return { type: 'done', reason, after: ids.join(' ') };
    }
    const refused = answers.find(({ EventId }) => !EventId);
    const because =
      [refused?.ErrorCode, refused?.ErrorMessage].filter(Boolean).join(': ') || 'no reason given';
    return {
      type: 'failed',
      reason: `EventBridge took ${ids.length} of ${Entries.length} events: ${because}`,
    };
  } catch (cause) {
    if (!isOutcomeUnknown(cause)) return failed({ permission: 'events:PutEvents', resource: target }, cause);
    throw new Error('it is not known whether EventBridge took the event: repeating this is harmless', {
      cause,
    });
  }
}
