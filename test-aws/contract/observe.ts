import { errorName } from '../../shared/aws/failures.ts';
import type { Side } from './account.ts';
import type { ContractCall } from './calls/call.ts';

/** What a call came to: by path, each value as JSON. `calls` tells how AWS answered each command. */
export type Observation = Readonly<Record<string, string>>;

/** Do a call, and say what the product made of the answers and how they came. */
export async function observe(call: ContractCall, side: Side, take: () => string[]): Promise<Observation> {
  take();
  const result = await call.does(side).catch((error: unknown) => ({ error: errorName(error) }));
  const values = new Map<string, string>([['calls', JSON.stringify(take())]]);
  flatten('result', comparable(result, side), values);
  return Object.fromEntries(values);
}

/** Ids, times and words for people differ from one account to the next. */
function comparable(value: unknown, { network }: Side): unknown {
  const text = JSON.stringify(value ?? null, (key, inner: unknown) => (key === 'reason' ? undefined : inner));
  const known = [...network.subnets, ...network.securityGroups].reduce(
    (sum, id) => sum.replaceAll(id, `<${id.split('-')[0]}>`),
    text,
  );
  return JSON.parse(
    known
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
      .replaceAll(/sha256:[0-9a-f]{64}/g, '<digest>')
      .replaceAll(/ecs-svc\/\d+/g, 'ecs-svc/<id>')
      .replaceAll(/eni-[0-9a-f]+/g, '<eni>')
      .replaceAll(/[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}/g, '<task id>'),
  );
}

function flatten(path: string, value: unknown, into: Map<string, string>): void {
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) {
    into.set(path, JSON.stringify(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) flatten(`${path}.${key}`, inner, into);
}
