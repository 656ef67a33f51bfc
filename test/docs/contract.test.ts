import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CONTRACT_DOC, contractDoc } from '../../scripts/contract-doc.ts';

it('docs/contract.md is what the contract says: run `npm run docs` when this fails', () => {
  expect(readFileSync(CONTRACT_DOC, 'utf8')).toBe(contractDoc());
});
