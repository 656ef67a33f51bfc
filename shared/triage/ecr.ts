import { ECR_PLAYBOOKS } from '../playbooks/index.ts';
import { ECR_PARSERS } from '../signals/registry.ts';
import type { TriageDomain } from './domain.ts';

/** What is told of images has no cause: that is what a task stops for. */
export const ECR: TriageDomain = {
  parsers: ECR_PARSERS,
  playbooks: ECR_PLAYBOOKS,
  causeOf: () => null,
};
