import type { Gap, Row } from '../row.ts';
import { actionsDuplicated } from './actions-duplicated.ts';
import { audit } from './audit.ts';
import { badInputs } from './bad-inputs.ts';
import { emptySelectors } from './empty-selectors.ts';
import { eventsLost } from './events-lost.ts';
import { faults } from './faults.ts';
import { fleetWide } from './fleet-wide.ts';
import { guardViolations } from './guard-violations.ts';
import { markupInjection } from './markup-injection.ts';
import { notifierDown } from './notifier-down.ts';
import { outOfOrder } from './out-of-order.ts';
import { secretLeak } from './secret-leak.ts';
import { slackForgery } from './slack-forgery.ts';
import { staticChecks } from './static-checks.ts';
import { storm } from './storm.ts';
import { undo } from './undo.ts';

/** The longest first, so that no core waits for the last of them alone. */
export const ROWS: readonly Row[] = [
  faults,
  actionsDuplicated,
  badInputs,
  fleetWide,
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

/** What cannot be tried yet. It never counts as proven. */
export const GAPS: readonly Gap[] = [
  { id: 'R7', promise: 'no live image is deleted', notBuilt: 'nothing deletes or archives images' },
  { id: 'R15', promise: 'no reachable state breaks a rule', notBuilt: 'no state exploration' },
  { id: 'R16', promise: 'the tests notice a changed core', notBuilt: 'no mutation testing' },
];
