import {
  DescribeEventBusCommand,
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { hasName, isOutcomeUnknown } from '../aws/failures.ts';
import { read } from '../aws/read.ts';
import type { ActionResult } from '../domain/decision.ts';
import { ReadError } from '../domain/errors.ts';
import type { RequestRebuild, RequestRollback } from '../domain/scan-action.ts';
import { failed } from './failed.ts';

/** What a rule of the user's own listens to; for a rollback it is ours, in serverless.yml. */
const SOURCE = 'watchkeeper';
const REBUILD = 'Image Rebuild Requested';
const ROLLBACK = 'Service Rollback Requested';

/** Asks for images, with an event for each repository. */
export function requestRebuild(
  events: EventBridgeClient,
  { target, details }: RequestRebuild,
): Promise<ActionResult> {
  const entries = details.map((detail) => ({ DetailType: REBUILD, Detail: JSON.stringify(detail) }));
  return putEvents(events, target, entries);
}

/** Asks for services to be rolled back, with an event for each. */
export function requestRollback(
  events: EventBridgeClient,
  { target, services, vulnerabilities }: RequestRollback,
): Promise<ActionResult> {
  const entries = services.map(({ clusterArn, name }) => ({
    DetailType: ROLLBACK,
    Resources: [`${clusterArn.replace(':cluster/', ':service/')}/${name}`],
    Detail: JSON.stringify({ clusterArn, vulnerabilities }),
  }));
  return putEvents(events, target, entries);
}

/**
 * Puts events on a bus that exists: to one that does not, EventBridge takes events as well, gives them an id, and
 * drops them (https://github.com/aws/aws-cli/issues/9186). Whoever listens may hear one twice, so a repeat is harmless.
 */
async function putEvents(
  events: EventBridgeClient,
  bus: string,
  entries: readonly PutEventsRequestEntry[],
): Promise<ActionResult> {
  try {
    const found = await findBus(events, bus);
    if (found === 'missing') {
      const fix = 'create it, or name another as eventBus of answer-scan';
      return { type: 'refused', reason: `there is no event bus ${bus}: ${fix}` };
    }
  } catch (error) {
    if (error instanceof ReadError) return { type: 'failed', reason: error.message };
    throw error;
  }
  return put(
    events,
    bus,
    entries.map((entry) => ({ EventBusName: bus, Source: SOURCE, ...entry })),
  );
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

async function put(
  events: EventBridgeClient,
  bus: string,
  Entries: PutEventsRequestEntry[],
): Promise<ActionResult> {
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
    if (!isOutcomeUnknown(cause)) return failed({ permission: 'events:PutEvents', resource: bus }, cause);
    throw new Error('it is not known whether EventBridge took the event: repeating this is harmless', {
      cause,
    });
  }
}
