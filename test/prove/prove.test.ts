import { describe, it } from 'vitest';
import { emptySelectors } from '../../prove/rows/empty-selectors.ts';
import { fleetWide } from '../../prove/rows/fleet-wide.ts';
import { notifierDown } from '../../prove/rows/notifier-down.ts';
import { outOfOrder } from '../../prove/rows/out-of-order.ts';
import { storm } from '../../prove/rows/storm.ts';
import { undo } from '../../prove/rows/undo.ts';
import { expectProven } from './expect-proven.ts';

/** What has no room of its own in `test/`. */
describe('the promises of docs/proof.md', { timeout: 60_000 }, () => {
  it('hold when orders and repeats change', () => expectProven(outOfOrder));
  it('hold when most of a fleet fails', () => expectProven(fleetWide));
  it('hold when something is missing', () => expectProven(emptySelectors));
  it('hold for what is undone', () => expectProven(undo));
  it('hold in a storm', () => expectProven(storm));
  it('hold while Slack is down', () => expectProven(notifierDown));
});
