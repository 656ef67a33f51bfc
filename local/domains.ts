import { parseSignal } from '../shared/signals/index.ts';
import type { QueueRecord } from '../shared/triage.ts';
import { atWork, type Door } from './door.ts';

/** The simulated world is this stack; its functions are called so, and then by their door. */
export const STACK = 'watchkeeper-local';

/** Each domain's triage, by the door that its parsers name. */
const TRIAGES = ['ecs-events', 'ecr-events'] as const satisfies readonly Door[];

/** Deliver each record through the door of its domain; what nobody can parse comes through the first. */
export async function byDomain(
  records: readonly QueueRecord[],
  triage: (door: Door, records: readonly QueueRecord[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const door of TRIAGES) {
    const own = records.filter((record) => doorOf(record) === door);
    if (own.length > 0) failed.push(...(await triage(door, own)));
  }
  return failed;
}

function doorOf({ body }: QueueRecord): Door {
  try {
    const parsed = parseSignal(JSON.parse(body));
    const named = parsed.type === 'signal' ? TRIAGES.find((door) => door === parsed.door) : undefined;
    return named ?? TRIAGES[0];
  } catch {
    return TRIAGES[0];
  }
}

/** The response that a function starts, as its environment says in AWS. */
export function ownResponse(): string {
  const door = atWork()?.door;
  return `${STACK}-${door === 'ecr-events' || door === 'respond-ecr' ? 'respond-ecr' : 'respond'}`;
}

/** Which door a durable function is. */
export function responseDoor(functionName: string): 'respond' | 'respond-ecr' {
  return functionName === `${STACK}-respond-ecr` ? 'respond-ecr' : 'respond';
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
