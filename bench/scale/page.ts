import type { Acted } from '../acted/index.ts';
import type { Measured } from '../measure.ts';
import { count } from '../report/figures.ts';
import { markdownTable } from '../report/table.ts';
import { type Amounts, EVENTS_PER_INCIDENT, FLEETS, perMillion } from './fleets.ts';
import type { LedgerUnits } from './ledger-units.ts';
import { PRICES, PRICES_OF, type Priced } from './prices.ts';
import { quotas } from './quotas.ts';
import { sweepTable } from './sweep.ts';

const INTRO = `# Cost and scale

Written by \`npm run bench\`, from the figures it measures in the same run ([performance.md](performance.md)). What is
not measured is said to be assumed.`;

const HOW = `## How it is calculated

- An event here is one that passes the rules: a failed task. Healthy stops cost nothing: EventBridge filters them, and
  AWS's own events are free.
- Assumed: one incident for ${EVENTS_PER_INCIDENT} events, and each of them is acted on, the dearest of those
  that \`npm run bench\` plays; a write takes DynamoDB 5 ms; a small fleet's events come singly, those of 1,000 services ten in
  a batch, those of 100,000 a hundred in a batch with four failures of each service.
- Lambda's time is the measured CPU time at the share of a core that 256 MB have, here on x64; on arm64 it is of the same
  order. Cold starts are left out: below one in a hundred invocations.
- Not in it: alarms (0.10 dollars a month each), the dashboard (3), custom metrics (0.30 each), and the idle queue, which
  Lambda polls some 650,000 times a month (0.26).`;

const PRICED = Object.keys(PRICES) as Priced[];

/** docs/scale.md. */
export function scalePage(measured: Measured, units: LedgerUnits): string {
  const fleets = FLEETS.map((fleet) => perMillion(fleet, measured, units));
  const head = ['', ...FLEETS.map(({ services }) => `${count(services)} services`)];
  const parts = [
    INTRO,
    markdownTable({
      title: 'What a million events use',
      head,
      rows: [...amountRows(fleets), ...callRows(measured)],
    }),
    markdownTable({ title: 'What a million events cost, in dollars', head, rows: dollarRows(fleets) }),
    unitTable(units),
    sweepTable(),
    quotaTable(measured, units),
    priceTable(),
    HOW,
  ];
  return `${parts.join('\n\n')}\n`;
}

const dollars = (amounts: Amounts, priced: Priced) =>
  (amounts[priced] * PRICES[priced].dollars) / PRICES[priced].per;

function amountRows(fleets: readonly Amounts[]): readonly string[][] {
  return PRICED.map((priced) => {
    const { what, unit } = PRICES[priced];
    return [`${what}, ${unit}`, ...fleets.map((amounts) => count(amounts[priced]))];
  });
}

/** What has no price of its own, or is in another's. */
function callRows({ acted }: Measured): readonly string[][] {
  const incidents = 1_000_000 / EVENTS_PER_INCIDENT;
  const most = (figure: (one: Acted) => number) => count(incidents * Math.max(...acted.map(figure)));
  const everywhere = (what: string, figure: string) => [what, ...FLEETS.map(() => figure)];
  return [
    ['Calls to AWS by triage', ...FLEETS.map(({ perWrite }) => count(1_000_000 / perWrite + incidents))],
    everywhere(
      'Calls to AWS by responses',
      most(({ calls }) => calls.length),
    ),
    everywhere(
      'Messages, changes and lines to Slack',
      most(({ slackCalls }) => slackCalls),
    ),
  ];
}

function dollarRows(fleets: readonly Amounts[]): readonly string[][] {
  const rows = PRICED.map((priced) => [
    `${PRICES[priced].what}, ${PRICES[priced].unit}`,
    ...fleets.map((amounts) => dollars(amounts, priced).toFixed(2)),
  ]);
  const all = fleets.map((amounts) => PRICED.reduce((sum, priced) => sum + dollars(amounts, priced), 0));
  return [...rows, ['all', ...all.map((sum) => sum.toFixed(2))]];
}

function unitTable({ incident, fleet }: LedgerUnits): string {
  const sizes = [...incident.keys()];
  return markdownTable({
    title: 'What one write costs as its item grows, in write units',
    head: ['entries in the item', ...sizes.map(count)],
    rows: [
      ['one more failure of a service', ...sizes.map((size) => count(incident.get(size) ?? Number.NaN))],
      ['one more failing service of a cluster', ...sizes.map((size) => count(fleet.get(size) ?? Number.NaN))],
    ],
    notes: ['DynamoDB charges for the whole item. An item holds 1,000 entries at most.'],
  });
}

function quotaTable(measured: Measured, units: LedgerUnits): string {
  return markdownTable({
    title: 'Where a quota bites',
    words: true,
    head: ['quota', 'bites', 'what backs off', 'what moves it'],
    rows: quotas(measured, units).map(({ quota, bites, backsOff, knob, source }) => [
      `[${quota}](${source})`,
      bites,
      backsOff,
      knob,
    ]),
  });
}

function priceTable(): string {
  return markdownTable({
    title: `Prices in us-east-1, ${PRICES_OF}, without the free tier`,
    words: true,
    head: ['', 'dollars', 'source'],
    rows: PRICED.map((priced) => {
      const { what, dollars: asked, per, unit, source } = PRICES[priced];
      return [what, `${asked} for ${count(per)} ${unit}`, source];
    }),
  });
}
