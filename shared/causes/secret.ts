import type { Cause } from '../domain/cause.ts';
import type { TaskDefinition } from '../domain/fleet.ts';

/** What the agent says when it names the key only, which it does more often than not. */
const KEY_ONLY = /^json key (.+)$/;

/**
 * A missing key's cause with its secret's ARN, which the task definition knows when the event does not:
 * `valueFrom` is `<secret ARN>:<json key>:<version stage>:<version id>`
 * (Pass Secrets Manager secrets through Amazon ECS environment variables).
 */
export function nameSecret(cause: Cause | null, definition: TaskDefinition | undefined): Cause | null {
  const key = cause?.code === 'secret-key-missing' ? KEY_ONLY.exec(cause.subject ?? '')?.[1] : undefined;
  if (cause === null || key === undefined) return cause;
  const sources = definition?.containers.flatMap(({ secrets }) => secrets ?? []) ?? [];
  const source = sources.map((one) => one.split(':')).find((parts) => parts[7] === key);
  if (source === undefined) return cause;
  const secret = source.slice(0, 7).join(':');
  return {
    ...cause,
    subject: `${secret} (json key ${key})`,
    summary: `The secret ${secret} has no key ${key}.`,
    nextStep: `Add key ${key} to ${secret}, or correct \`valueFrom\` in the task definition.`,
  };
}
