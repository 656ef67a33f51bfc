import { DOMAINS, type Domain } from '../shared/domain/playbook.ts';
import { PLAYBOOKS } from '../shared/playbooks/index.ts';
import { type Parsed, parseSignal } from '../shared/signals/index.ts';
import type { TriageDomain } from '../shared/triage/domain.ts';
import { ECR } from '../shared/triage/ecr.ts';
import { ECS } from '../shared/triage/ecs.ts';
import { SCALING } from '../shared/triage/scaling.ts';
import type { QueueRecord } from '../shared/triage.ts';
import { atWork, type ResponseDoor, type TriageDoor } from './door.ts';

/** The simulated world is this stack; its functions are called so, and then by their door. */
export const STACK = 'watchkeeper-local';

/** Each domain's triage, with what its door passes to it. */
const TRIAGES = [
  { door: 'ecs-events', domain: ECS },
  { door: 'ecr-events', domain: ECR },
  { door: 'scaling-events', domain: SCALING },
] as const satisfies readonly Triage[];

interface Triage {
  readonly door: TriageDoor;
  readonly domain: TriageDomain;
}

/** Deliver each record through the door of its domain; what nobody listens to comes through the first. */
export async function byDomain(
  records: readonly QueueRecord[],
  triage: (at: Triage, records: readonly QueueRecord[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const at of TRIAGES) {
    const own = records.filter((record) => triageOf(record) === at);
    if (own.length > 0) failed.push(...(await triage(at, own)));
  }
  return failed;
}

/** As EventBridge's rules decide: by who sends it and what it is called; a schedule's rule, by what it is for. */
function triageOf({ body }: QueueRecord): Triage {
  const event: Partial<Record<'source' | 'detail-type', unknown>> = JSON.parse(body);
  const hears = ({ domain }: Triage) =>
    domain.parsers.some((one) => one.source === event.source && one.detailType === event['detail-type']);
  const tick = event.source === 'aws.events' ? parseSignal(event) : undefined;
  const named = tick?.type === 'signal' ? triageDoorOf(tick) : undefined;
  return TRIAGES.find(({ door }) => door === named) ?? TRIAGES.find(hears) ?? TRIAGES[0];
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
