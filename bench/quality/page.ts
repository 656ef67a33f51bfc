import { markdownTable, type Table } from '../report/table.ts';
import type { Contender } from './contenders.ts';
import { HOW } from './how.ts';
import type { LoadKind } from './loads.ts';
import type { Scores } from './run.ts';
import type { Score } from './score.ts';

export interface Tried {
  readonly kind: LoadKind;
  readonly contenders: readonly Contender[];
  readonly scores: Scores;
}

const HEAD = [
  '',
  'under-provisioned',
  'over-provisioned',
  'task-minutes',
  'minutes at 100 %',
  'changes',
  'oscillations',
  'seeds with one',
  'settled after a step up, s',
  'down, s',
];

/** docs/control-quality.md. */
export function qualityPage(
  cpu: readonly Tried[],
  queue: readonly Tried[],
  seeds: readonly number[],
): string {
  const parts = [
    intro(seeds),
    markdownTable(summary(cpu)),
    goal(cpu, queue),
    ...cpu.map((tried) => markdownTable(details(tried))),
    ...queue.map((tried) => markdownTable(details(tried))),
    HOW,
  ];
  return `${parts.join('\n\n')}\n`;
}

function intro(seeds: readonly number[]): string {
  return `# Control quality

Written by \`npm run quality\`: \`scale-on-alarm\` and ECS target tracking on the same loads, ${seeds.length} seeds
of each, ${seeds[0]} to ${seeds.at(-1)}; its numbers were chosen on other seeds. Means over the seeds; task-minutes are
minutes times tasks. Nothing here ran on AWS: it is a simulation, described below.

![Load, desired and running tasks over time, target tracking beside Watchkeeper](control-quality.svg)`;
}

function shares(queue: readonly Tried[]): string {
  const share = (of: (score: Score) => number) =>
    Math.round((100 * total(queue, 'backlog', of)) / total(queue, 'tracking', of));
  const [under, all] = [share(({ underMinutes }) => underMinutes), share(({ taskMinutes }) => taskMinutes)];
  return `${under} % of its under-provisioned and ${all} %`;
}

function goal(cpu: readonly Tried[], queue: readonly Tried[]): string {
  const having = (what: 'oscillations' | 'lateAnswers') => (some: readonly Tried[], id: string) => {
    const scores = some.flatMap((tried) => tried.scores.get(id) ?? []);
    return `${scores.filter((score) => score[what] > 0).length} of ${scores.length}`;
  };
  const [oscillating, late] = [having('oscillations'), having('lateAnswers')];
  return `**The goal** is fewer under-provisioned task-minutes than target tracking at no more than 5 % more task-minutes, and
no oscillation. The table has the first two. Runs with an oscillation: target ${oscillating(cpu, 'target')}, step
${oscillating(cpu, 'step')}, target tracking ${oscillating(cpu, 'tracking')}; for queues backlog ${oscillating(queue, 'backlog')}, target tracking
${oscillating(queue, 'tracking')}, with ${shares(queue)}
of its task-minutes. Target tracking of messages per task pays for a target that says nothing of what arrives.

**Answered too late** is counted apart: a change that takes back the one before it for a spike that was over before its
values could be read. Runs with one: target ${late(cpu, 'target')}, step ${late(cpu, 'step')}, target tracking ${late(cpu, 'tracking')}, and with
20-second metrics ${late(cpu, 'tracking-fast')}; for queues backlog ${late(queue, 'backlog')}, target tracking ${late(queue, 'tracking')}.`;
}

/** Against target tracking with the metrics that everybody has. */
function summary(all: readonly Tried[]): Table {
  const [first] = all;
  const contenders = first?.contenders ?? [];
  const share = (id: string, some: readonly Tried[], of: (score: Score) => number) =>
    total(some, id, of) / total(some, 'tracking', of);
  const cell = (id: string, tried: readonly Tried[]) => {
    const under = Math.round(100 * share(id, tried, ({ underMinutes }) => underMinutes));
    const tasks = 100 * share(id, tried, ({ taskMinutes }) => taskMinutes) - 100;
    return `${under} %, ${tasks < 0 ? '−' : '+'}${Math.abs(tasks).toFixed(1)} %`;
  };
  return {
    title: 'Against target tracking',
    head: ['', ...all.map(({ kind }) => kind.id), 'all'],
    rows: contenders.map(({ id, title }) => [title, ...all.map((tried) => cell(id, [tried])), cell(id, all)]),
    notes: [
      'Under-provisioned task-minutes as a share of those of ECS target tracking, and how many task-minutes more or fewer were run. Target tracking with 20-second metrics is there since June 2026, for an extra charge.',
    ],
  };
}

function details(tried: Tried): Table {
  const { kind, contenders, scores } = tried;
  const rows = contenders.map(({ id, title }) => {
    const of = (value: (score: Score) => number) => mean(tried, id, value);
    const own = scores.get(id) ?? [];
    return [
      title,
      whole(of(({ underMinutes }) => underMinutes)),
      whole(of(({ overMinutes }) => overMinutes)),
      whole(of(({ taskMinutes }) => taskMinutes)),
      of(({ saturatedMinutes }) => saturatedMinutes).toFixed(1),
      of(({ actions }) => actions).toFixed(1),
      of(({ oscillations }) => oscillations).toFixed(2),
      String(own.filter(({ oscillations }) => oscillations > 0).length),
      settled(own.flatMap(({ settleUp }) => settleUp)),
      settled(own.flatMap(({ settleDown }) => settleDown)),
    ];
  });
  return { title: kind.title, head: HEAD, rows };
}

function mean({ scores }: Tried, id: string, of: (score: Score) => number): number {
  return average((scores.get(id) ?? []).map(of));
}

function total(some: readonly Tried[], id: string, of: (score: Score) => number): number {
  return some.reduce((sum, tried) => sum + mean(tried, id, of), 0);
}

function settled(seconds: readonly number[]): string {
  return seconds.length === 0 ? '–' : whole(average(seconds));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
