import { describe, expect, it } from 'vitest';
import { archivedImage } from '../../local/scenarios/archived-image.ts';
import { headlines, inputsOf, play } from './play.ts';

describe('local/scenarios: images', () => {
  it('archived-image: the image comes back from the archive, and then all tasks run', async () => {
    const played = await play(archivedImage);

    expect(played.row.problems).toEqual([]);
    expect(inputsOf(played, 'UpdateImageStorageClass')).toEqual([
      expect.objectContaining({ repositoryName: 'cart-api', targetStorageClass: 'STANDARD' }),
    ]);
    expect(headlines(played)).toEqual([
      expect.stringMatching(/^RESOLVED in \d+ min · cart-api restored cart-api:release/),
    ]);
    expect(played.steps('verification')).toMatchObject([
      { watch: 'verify', result: 'held', reason: '3 of 3 tasks run' },
      { watch: 'hold', result: 'held' },
    ]);
  });
});
