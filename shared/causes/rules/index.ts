import type { Rule } from '../rule.ts';
import { DECISIONS } from './decisions.ts';
import { EXITS } from './exits.ts';
import { HEALTH } from './health.ts';
import { HOSTS } from './hosts.ts';
import { IMAGES } from './images.ts';
import { PLACEMENT } from './placement.ts';
import { RUNTIME } from './runtime.ts';
import { SECRETS } from './secrets.ts';
import { SETUP } from './setup.ts';

/**
 * Every rule, most telling first: the first that applies gives the cause. What somebody decided comes before what
 * the containers then did, what the text says before what exit codes suggest, and the last row takes everything.
 */
export const RULES: readonly Rule[] = [
  ...HOSTS,
  ...DECISIONS,
  ...HEALTH,
  ...SETUP,
  ...IMAGES,
  ...SECRETS,
  ...PLACEMENT,
  ...RUNTIME,
  ...EXITS,
];
