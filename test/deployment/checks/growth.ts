import { expect, it } from 'vitest';
import { unexplainedGrowth } from '../../../scripts/bundle-growth.ts';
import notes from '../../../scripts/bundle-notes.json' with { type: 'json' };
import type { Stack } from '../../../scripts/stack.ts';

export function checkGrowth({ sizes }: Stack): void {
  it('no bundle grew by more than 2 KB without a note that says why', () => {
    expect(unexplainedGrowth(sizes, notes)).toEqual([]);
  });
}
