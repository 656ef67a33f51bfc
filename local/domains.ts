import { DOMAINS, type Domain } from '../shared/domain/playbook.ts';
import { PLAYBOOKS } from '../shared/playbooks/index.ts';
import { type Parsed, parseSignal } from '../shared/signals/index.ts';
import { PARSERS } from '../shared/signals/registry.ts';
import type { QueueRecord } from '../shared/triage.ts';
import { atWork, type ResponseDoor, type TriageDoor } from './door.ts';

/** The simulated world is this stack; its functions are called so, and then by their door. */
export const STACK = 'watchkeeper-local';

/** Each domain's triage, by the door that its parsers name. */
const TRIAGES: readonly TriageDoor[] = DOMAINS.map((domain): TriageDoor => `${domain}-events`);

/** Deliver each record through the door of its domain; what nobody listens to comes through the first. */
export async function byDomain(
  records: readonly QueueRecord[],
  triage: (door: TriageDoor, records: readonly QueueRecord[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const door of TRIAGES) {
    const own = records.filter((record) => doorOf(record) === door);
    if (own.length > 0) failed.push(...(await triage(door, own)));
  }
  return failed;
}

/** As EventBridge's rules decide: by who sends it and what it is called; a schedule's rule, by what it is for. */
function doorOf({ body }: QueueRecord): TriageDoor {
  const event: Partial<Record<'source' | 'detail-type', unknown>> = JSON.parse(body);
  const entry = PARSERS.find((one) => one.source === event.source && one.detailType === event['detail-type']);
  const parsed = event.source === 'aws.events' ? parseSignal(event) : undefined;
  const named = parsed?.type === 'signal' ? triageDoorOf(parsed) : entry?.door;
  return TRIAGES.find((door) => door === named) ?? 'ecs-events';
}

/** The door that an event comes through: a schedule's rule leads to the queue of its playbook's domain. */
export function triageDoorOf({ signal, door }: Extract<Parsed, { type: 'signal' }>): string {
  if (signal.kind !== 'schedule.tick') return door;
  const playbook = PLAYBOOKS.find(({ id }) => id === signal.schedule);
  return playbook ? `${playbook.domain}-events` : door;
}

/** The response that a function starts, as its environment says in AWS. */
export function ownResponse(): string {
  const door = atWork()?.door;
  const own = DOMAINS.find((domain) => door === `${domain}-events` || door === responseOf(domain));
  return `${STACK}-${responseOf(own ?? 'ecs')}`;
}

/** Which door a durable function is. */
export function responseDoor(functionName: string): ResponseDoor {
  return DOMAINS.map(responseOf).find((door) => functionName === `${STACK}-${door}`) ?? 'respond';
}

function responseOf(domain: Domain): ResponseDoor {
  return domain === 'ecs' ? 'respond' : `respond-${domain}`;
}

interface Moment {
  readonly account: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** EventBridge's event when the schedule of a playbook in a stack such as `watchkeeper-prod` comes due. */
export function tickEvent(stack: string, playbook: string, { account, region, at }: Moment): object {
  return {
    version: '0',
    id: `tick-${playbook}-${at}`,
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account,
    time: new Date(at).toISOString().replace('.000Z', 'Z'),
    region,
    resources: [`arn:aws:events:${region}:${account}:rule/${stack}-every-${playbook}`],
    detail: {},
  };
}
