import type { Acted } from '../acted/index.ts';
import type { CallMade, Phase } from '../acted/recorder.ts';
import type { ContenderId } from '../contenders.ts';
import type { WarmRuns } from '../warm.ts';
import { atMost, count, NO_AIM } from './figures.ts';
import type { Table } from './table.ts';

/** The aims that the project set itself. */
const DUPLICATE = 1;
const ACTED = 8;

const PHASES: readonly Phase[] = ['triage', 'claim', 'gather', 'act', 'verify', 'close'];

/** What one event asks of AWS, by what becomes of it. */
export function callTable(warm: ReadonlyMap<ContenderId, WarmRuns>): Table {
  const seen = (id: ContenderId) => warm.get(id)?.calls ?? Number.NaN;
  const row = (title: string, calls: number, limit?: number) => [
    title,
    count(calls),
    ...(limit === undefined ? NO_AIM : atMost(limit, calls)),
  ];
  return {
    title: 'AWS calls per event',
    head: ['', 'calls', 'aim', ''],
    rows: [
      row('filtered by the rule', 0, 0),
      row('ignored', seen('ignored'), 0),
      row('duplicate', seen('duplicate'), DUPLICATE),
      row('counted', seen('counted')),
      row('opens an incident', seen('opened')),
      row('a finding opens an incident', seen('finding')),
      row('an alarm opens an incident', seen('alarm')),
    ],
    notes: [
      'Counted where the requests arrive, retries included. What the rule filters never becomes an invocation: the tests of the packaged rules show what that is.',
    ],
  };
}

/** What one whole incident asks of AWS, by phase. */
export function actedTable(all: readonly Acted[]): Table {
  const row = (title: string, figure: (one: Acted) => number | string, limit?: number) => {
    const figures = all.map(figure);
    const aim = limit === undefined ? NO_AIM : atMost(limit, Math.max(...figures.map(Number)));
    return [title, ...figures.map((value) => (typeof value === 'number' ? count(value) : value)), ...aim];
  };
  const inPhase = (phase: Phase) => (one: Acted) => one.calls.filter((call) => call.phase === phase).length;
  const doing = ({ calls }: Acted) =>
    calls.filter(({ phase }) => phase === 'claim' || phase === 'act' || phase === 'close').length;
  return {
    title: 'AWS calls of one incident that was acted on',
    head: ['', ...all.map(({ playbook }) => playbook), 'aim', ''],
    rows: [
      row('ended', ({ outcome }) => outcome),
      ...PHASES.map((phase) => row(phase, inPhase(phase))),
      row('per look of the verification', (one) => inPhase('verify')(one) / looks(one)),
      row('looks', looks),
      row('claim, act and record, without reading', doing, ACTED),
      row('all but the looks', (one) => one.calls.length - inPhase('verify')(one), ACTED),
      row('all', ({ calls }) => calls.length),
      row('failures counted, one call each', ({ counted }) => counted),
      row('messages and lines to Slack', ({ slackCalls }) => slackCalls),
      row('checkpoints by the durable SDK', ({ checkpoints }) => checkpoints),
      row('Lambda invocations', ({ invocations }) => invocations),
    ],
  };
}

function looks({ calls }: Acted): number {
  return Math.max(...calls.map(({ look = 0 }) => look));
}

/** Every call in its order; of the verification one look, as all are alike. */
export function callList({ playbook, calls }: Acted): string {
  const shown = calls.filter(({ look = 1 }) => look === 1);
  const lines = shown.map(
    (call, index) => `${index + 1}. ${call.phase}: ${call.what}${asOften(call, calls)}`,
  );
  return [`### ${playbook}, call by call`, '', ...lines].join('\n');
}

function asOften({ look }: CallMade, calls: readonly CallMade[]): string {
  const all = Math.max(...calls.map((call) => call.look ?? 0));
  return look === undefined ? '' : ` (in each of ${all} looks)`;
}
