import type { Gap, Row } from '../row.ts';
import { badInputs } from './bad-inputs.ts';
import { guardViolations } from './guard-violations.ts';
import { markupInjection } from './markup-injection.ts';
import { secretLeak } from './secret-leak.ts';
import { slackForgery } from './slack-forgery.ts';

/** What cannot be tried yet. It never counts as proven. */
export const GAPS: readonly Gap[] = [
  {
    id: 'R7',
    promise: 'no live image is deleted',
    notBuilt: 'nothing deletes or archives images yet',
  },
];

export const ROWS: readonly Row[] = [guardViolations, badInputs, slackForgery, markupInjection, secretLeak];
