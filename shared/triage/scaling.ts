import { SCALING_PLAYBOOKS } from '../playbooks/index.ts';
import { SCALING_PARSERS } from '../signals/registry.ts';
import type { TriageDomain } from './domain.ts';

/** An alarm and a schedule have no cause: that is what a task stops for. */
export const SCALING: TriageDomain = {
  parsers: SCALING_PARSERS,
  playbooks: SCALING_PLAYBOOKS,
  causeOf: () => null,
};
