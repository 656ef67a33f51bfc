import type { Gap, Row } from '../row.ts';
import { actionsDuplicated } from './actions-duplicated.ts';
import { audit } from './audit.ts';
import { badInputs } from './bad-inputs.ts';
import { emptySelectors } from './empty-selectors.ts';
import { eventsLost } from './events-lost.ts';
import { faults } from './faults.ts';
import { fleetWide } from './fleet-wide.ts';
import { guardViolations } from './guard-violations.ts';
import { keptHours } from './kept-hours.ts';
import { liveImages } from './live-images.ts';
import { markupInjection } from './markup-injection.ts';
import { notifierDown } from './notifier-down.ts';
import { outOfOrder } from './out-of-order.ts';
import { scalingBounds } from './scaling-bounds.ts';
import { secretLeak } from './secret-leak.ts';
import { slackForgery } from './slack-forgery.ts';
import { stateSpace } from './state-space.ts';
import { staticChecks } from './static-checks.ts';
import { storm } from './storm.ts';
import { undo } from './undo.ts';

/** The longest first, so that no core waits for the last of them alone. */
export const ROWS: readonly Row[] = [
  stateSpace,
  faults,
  liveImages,
  keptHours,
  actionsDuplicated,
  badInputs,
  fleetWide,
  scalingBounds,
  outOfOrder,
  notifierDown,
  slackForgery,
  audit,
  storm,
  markupInjection,
  eventsLost,
  undo,
  secretLeak,
  guardViolations,
  emptySelectors,
  staticChecks,
];

/** What is not tried here. It never counts as proven. */
export const GAPS: readonly Gap[] = [
  {
    id: 'R16',
    promise: 'the tests notice a changed core',
    why: 'measured apart, by `npm run mutate`: [mutation.md](mutation.md)',
  },
];
