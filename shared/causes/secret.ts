import type { Cause } from '../domain/cause.ts';
import type { TaskDefinition } from '../domain/fleet.ts';

/** What the agent says when it names the key only, which it does more often than not. */
const KEY_ONLY = 'json key ';

/**
 * A missing key's cause with its secret's ARN, which the task definition knows when the event does not:
 * `valueFrom` is `<secret ARN>:<json key>:<version stage>:<version id>`
 * (Pass Secrets Manager secrets through Amazon ECS environment variables).
 */
export function nameSecret(cause: Cause | null, definition: TaskDefinition | undefined): Cause | null {
  if (cause?.code !== 'secret-key-missing' || !cause.subject?.startsWith(KEY_ONLY)) return cause;
  const key = cause.subject.slice(KEY_ONLY.length);
  const isWanted = (source: string) => source.split(':')[7] === key;
  const source = definition?.containers.map(({ secrets }) => secrets?.find(isWanted)).find(Boolean);
  if (source === undefined) return cause;
  const secret = source.split(':').slice(0, 7).join(':');
  return {
    ...cause,
    subject: `${secret} (json key ${key})`,
    summary: `The secret ${secret} has no key ${key}.`,
    nextStep: `Add key ${key} to ${secret}, or correct \`valueFrom\` in the task definition.`,
  };
}
