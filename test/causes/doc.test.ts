import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CAUSES_DOC, causesDoc } from '../../scripts/causes-doc.ts';

describe('scripts/causes-doc', () => {
  test('docs/causes.md is what the rules say: run `npm run docs` when this fails', () => {
    expect(readFileSync(CAUSES_DOC, 'utf8')).toBe(causesDoc());
  });
});
