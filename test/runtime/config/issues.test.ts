import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { flawsOf } from '../../../shared/runtime/config/issues.ts';

const SHAPE = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('step'), add: z.number() }),
  z.strictObject({ mode: z.literal('target'), value: z.number() }),
]);

test('a key that says which alternative is meant, and names none, is a flaw of its own', () => {
  const { error } = SHAPE.safeParse({ mode: 'guess', value: 3 });

  expect(flawsOf(error?.issues ?? [], () => [])).toEqual([{ path: ['mode'], message: expect.any(String) }]);
});
