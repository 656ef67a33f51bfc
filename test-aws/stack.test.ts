import { rmSync } from 'node:fs';
import { afterAll, describe } from 'vitest';
import { packagedStack } from '../scripts/stack.ts';
import { checkPatterns } from './stack/patterns.ts';
import { checkPolicies } from './stack/policies.ts';
import { checkQueues } from './stack/queues.ts';

// Packaging takes seconds, so every check of the packaged stack hangs on this one file.
const stack = await packagedStack();
afterAll(() => rmSync(stack.folder, { recursive: true }));

describe('serverless.yml, packaged, in moto', () => {
  describe('event patterns', () => checkPatterns(stack));
  describe('queues', () => checkQueues(stack));
  describe('policies', () => checkPolicies(stack));
});
