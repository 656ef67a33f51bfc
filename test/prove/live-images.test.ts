import { describe, it } from 'vitest';
import { liveImages } from '../../prove/rows/live-images.ts';
import { expectProven } from './expect-proven.ts';

describe('a sweep, while people deploy and the function dies', { timeout: 60_000 }, () => {
  it('deletes nothing that is needed, and gives back what it archived of it', () => expectProven(liveImages));
});
