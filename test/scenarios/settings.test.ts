import { describe, expect, it } from 'vitest';
import { settingsDrift } from '../../local/scenarios/settings-drift.ts';
import { headlines, inputsOf, play } from './play.ts';

describe('local/scenarios: settings', () => {
  it('settings-drift: one digest, one approval, and what may not be set is left to people', async () => {
    const played = await play(settingsDrift);

    expect(played.row.problems).toEqual([]);
    expect(headlines(played)).toEqual([expect.stringMatching(/^NEEDS YOU · 1 of 3 repositories differs/)]);
    expect(inputsOf(played, 'PutImageTagMutability')).toEqual([
      expect.objectContaining({ repositoryName: 'shop/wishlist', imageTagMutability: 'IMMUTABLE' }),
      expect.objectContaining({ repositoryName: 'shop/vouchers', imageTagMutability: 'IMMUTABLE' }),
    ]);
    expect(played.steps('answer')).toHaveLength(1);
    expect(played.steps('verification')).toMatchObject([{ result: 'held' }]);
  });
});
