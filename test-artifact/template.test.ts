import { rmSync } from 'node:fs';
import { afterAll, describe } from 'vitest';
import { packagedStack } from '../scripts/stack.ts';
import { checkFacts } from '../test/deployment/checks/facts.ts';
import { checkNarrowed } from '../test/deployment/checks/narrowed.ts';

const stack = await packagedStack();
afterAll(() => rmSync(stack.folder, { recursive: true }));

describe('serverless.yml, packaged', () => {
  checkFacts(stack);
  // Packaged once more, with other options.
  describe('narrowed for production', () => checkNarrowed(stack));
});
