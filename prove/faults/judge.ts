import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { outcomes } from '../../test/support/fleet.ts';
import type { Lived } from './cell.ts';
import type { Morning } from './mornings/morning.ts';
import type { Cell } from './striking.ts';

/** No request is sent more often than so, per request of a morning without a fault. */
const AMPLIFICATION = 3;

/** Effects whose caller has less time than a response: the function's name in serverless.yml. */
const CALLERS: Readonly<Record<string, string>> = {
  'ledger.mark': 'ecs-events',
  'ledger.prune': 'ecs-events',
  startResponse: 'ecs-events',
  'ledger.read': 'slack',
  'ledger.answer': 'slack',
  resume: 'slack',
};

const SECONDS: ReadonlyMap<string, number> = new Map(
  Object.entries<{ timeout: number }>(
    parse(readFileSync('serverless.yml', 'utf8'), { logLevel: 'error' }).functions,
  ).map(([name, { timeout }]) => [name, timeout]),
);

/** Mornings without a fault: one in which people answer, and one in which nobody does. */
export interface Calm {
  readonly answered: Lived;
  readonly unanswered: Lived;
}

/** What must be true after a morning with a fault in it, whatever the fault was: one sentence for each breach. */
export function judge(cell: Cell, lived: Lived, calm: Calm): readonly string[] {
  const breaches = [
    ...hung(lived, cell),
    ...repeated(lived),
    ...(lived.morning.misses?.(lived.world) ?? []),
    ...untold(lived),
    ...unreadable(lived),
    ...amplified(lived, calm, cell),
  ];
  return breaches.map((breach) => `${cell.site}, ${cell.fault.name}, ${cell.lasts}: ${breach}`);
}

function hung({ world, longestWait }: Lived, { site }: Cell): string[] {
  const running = world.engine.executions().filter(({ status }) => status === 'RUNNING');
  const [effect = ''] = site.split(' ');
  const seconds = longestWait / 1000;
  const caller = CALLERS[effect] ?? 'respond';
  const limit = SECONDS.get(caller) ?? 0;
  return [
    ...running.map(({ name }) => `the response ${name} never ended`),
    ...(seconds < limit ? [] : [`waited for ${seconds} s of the ${limit} s that ${caller} has`]),
  ];
}

/** A write that asks for what is so already changes nothing; each thing may be changed as often as planned. */
function repeated({ morning, world: { fleet } }: Lived): string[] {
  const done = fleet.calls.filter(({ error }) => error === undefined);
  const changes = done.filter(({ command }) => command === 'UpdateService').map(({ input }) => textOf(input));
  const effects = changes.filter((change, index) => change !== changes[index - 1]);
  const twice = effects.filter((change, index) => effects.indexOf(change) !== index);
  const strange = changes.filter((change) => !morning.services.some((name) => change.includes(`"${name}"`)));
  return [
    ...twice.map((change) => `the same change was made twice: ${change}`),
    ...strange.map((change) => `nobody planned ${change}`),
  ];
}

/** Each problem has a message that says how it ended, or its events lie in the dead-letter queue. */
function untold({ morning, world: { slack, engine, bus } }: Lived): string[] {
  const roots = slack.messages('#ops');
  const told = roots.map(textOf).join('\n');
  // What sleeps offers to stay awake as long as it does: that is no question.
  const open = roots.filter((root) =>
    slack.buttons(root).some(({ action_id }) => !action_id?.startsWith('awake-')),
  );
  const dead = bus.deadLetters.map(({ body }) => body).join('\n');
  const silent = engine
    .executions()
    .filter(({ name, result }) => !isSilent(morning, result) && !told.includes(name.slice(0, 20)));
  const lost = morning.problems.filter(
    (names) => !names.some((name) => told.includes(name) || dead.includes(name)),
  );
  return [
    ...silent.map(({ name }) => `nobody was told of ${name}`),
    ...lost.map(([name]) => `what happened to ${name} was lost`),
    ...open.map(({ message }) => `still asks: ${message.text}`),
  ];
}

/** Another has it; or it looked by schedule and found nothing to do, or handed on what it found: `problems` has the rest. */
function isSilent({ looks }: Morning, result = ''): boolean {
  return result === '"taken"' || (looks === true && result.startsWith('{"type":"nothing"'));
}

/** A person reads it: a sentence, on one line, without the remains of an object. */
function unreadable({ world, logged }: Lived): string[] {
  const ends = outcomes(world).flatMap((outcome) => reasonOf(outcome) ?? []);
  const bad = [...new Set([...ends, ...logged])].filter(
    (text) => !/^\S.{5,}/.test(text) || text.length > 600 || /\[object|undefined|\n\s+at /.test(text),
  );
  return bad.map((text) => `no reason that a person can read: ${JSON.stringify(text.slice(0, 200))}`);
}

function reasonOf(outcome: unknown): string | undefined {
  const { reason } = { reason: undefined, ...(outcome as object) };
  return outcome === 'taken' || outcome === null ? undefined : String(reason);
}

/** In one burst, before anything waits; and over the whole morning. */
function amplified({ burst, sites }: Lived, calm: Calm, cell: Cell): string[] {
  const morePages = cell.fault.name === 'a page is missing' ? 1 : 0;
  const bursts = [...burst].filter(
    ([site, count]) => count > AMPLIFICATION * (morePages + Math.max(1, calm.answered.burst.get(site) ?? 1)),
  );
  const [all, usual] = [requestsOf(sites), usualRequests(calm) + startsDue(cell, calm)];
  return [
    ...bursts.map(([site, count]) => `${site} was sent ${count} times in one go`),
    ...(all <= AMPLIFICATION * usual ? [] : [`${all} requests in place of ${usual}`]),
  ];
}

/** As long as no response runs, each event that is heard asks for one: on a calm morning only the first does. */
function startsDue({ site }: Cell, { unanswered }: Calm): number {
  if (!site.startsWith('startResponse')) return 0;
  return unanswered.sites.get('ledger.mark UpdateItem')?.requests ?? 0;
}

/** A service that nobody mends goes on failing, and is heard of: that is no retry. */
export function usualRequests({ answered, unanswered }: Calm): number {
  return Math.max(requestsOf(answered.sites), requestsOf(unanswered.sites));
}

export function requestsOf(sites: Lived['sites']): number {
  return [...sites.values()].reduce((sum, { requests }) => sum + requests, 0);
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}
