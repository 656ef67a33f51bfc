import { decodeConfig } from '../../shared/runtime/config/index.ts';

/** The defaults, and the one rule without a default: which public images may go. */
export const OPTED_IN = decodeConfig(
  'playbooks: { clean-public-images: { settings: { rules: [{ repositories: "*" }] } } }',
  'defaults',
);
