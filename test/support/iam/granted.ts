import { readFileSync } from 'node:fs';
import type { Door } from '../../../local/door.ts';
import type { DoorCall } from '../../../local/door-calls.ts';
import type { Statement } from '../../../scripts/template.ts';
import { askedOf } from './asked.ts';
import { allowedBy } from './policy.ts';

/** What each role grants, as it is packaged for the simulated account: test/deployment/ holds the file to the template. */
const GRANTED: Readonly<Record<Door, readonly Statement[]>> = JSON.parse(
  readFileSync(new URL('granted.json', import.meta.url), 'utf8'),
);

/** What these calls ask of IAM and their function's role does not allow: `slack: dynamodb:PutItem on arn:…`. */
export function deniedOf(calls: readonly DoorCall[]): readonly string[] {
  const asked = askedOf(calls);
  const denied = asked.flatMap(({ door, requests }) =>
    requests
      .filter((request) => !allowedBy(GRANTED[door], request))
      .map(({ action, resource }) => `${door}: ${action} on ${resource}`),
  );
  return [...new Set(denied)];
}
