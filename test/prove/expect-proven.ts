import { expect } from 'vitest';
import type { Row } from '../../prove/row.ts';
import { SEED } from '../../prove/seed.ts';

/** The same proof as `npm run prove` gives, with few runs. */
export async function expectProven({ prove, runs }: Row): Promise<void> {
  const { count, violations } = await prove(SEED, runs.few);

  expect(violations).toEqual([]);
  expect(count).toBeGreaterThan(0);
}
