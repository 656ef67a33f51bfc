import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/domain/action.ts';
import { noWayBack } from '../../shared/guardrails/no-way-back.ts';
import { CONFIG, factsWith, PLAN } from './sample.ts';

const IMAGES = { target: 'arn', registryId: '111122223333', risk: 'high', bytes: 1, chosen: [] } as const;
const PUBLIC: Action = { ...IMAGES, kind: 'ecr-public.delete-images' };
const ANY: Action = { ...IMAGES, kind: 'ecr.delete-images', status: 'ANY', chosenAt: '' };
const ARCHIVED: Action = { ...ANY, status: 'ARCHIVED' };

const reviewed = (actions: readonly Action[], approvers = CONFIG.approvers) =>
  noWayBack.review({ ...PLAN, actions }, factsWith({ config: { ...CONFIG, approvers } }));

describe('shared/guardrails/no-way-back', () => {
  it.each([
    ['images of ECR Public', PUBLIC],
    ['images that were not archived first', ANY],
  ])('asks before %s are deleted, also beside what needs no question', (_what, action) => {
    expect(reviewed([ARCHIVED, action])).toMatchObject({ type: 'ask', approvers: CONFIG.approvers });
  });

  it('has nothing to say of images that have lain in the archive', () => {
    expect(reviewed([ARCHIVED]).type).toBe('act');
  });

  it('only observes where nobody may approve', () => {
    expect(reviewed([PUBLIC], []).type).toBe('observe');
  });
});
