import { expect, it } from 'vitest';
import { atOnce } from '../../../shared/aws/uses/at-once.ts';

it('does all of the work, never more than so much at the same time, and answers in its order', async () => {
  let busy = 0;
  let most = 0;
  const work = Array.from({ length: 10 }, (_, index) => async () => {
    busy += 1;
    most = Math.max(most, busy);
    for (let turn = index; turn < 10; turn++) await Promise.resolve();
    busy -= 1;
    return index;
  });

  const answers = await atOnce(3, work);

  expect(answers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(most).toBe(3);
});
