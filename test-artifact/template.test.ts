import { rmSync } from 'node:fs';
import { afterAll, describe } from 'vitest';
import { packagedStack } from '../scripts/stack.ts';
import { checkFacts } from '../test/deployment/checks/facts.ts';

const stack = await packagedStack();
afterAll(() => rmSync(stack.folder, { recursive: true }));

describe('serverless.yml, packaged', () => checkFacts(stack));
