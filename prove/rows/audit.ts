import fc from 'fast-check';
import type { Item } from '../../local/ledger-table/scope.ts';
import { actionHash } from '../../shared/domain/action.ts';
import type { Receipt } from '../../shared/domain/decision.ts';
import { check, must } from '../check.ts';
import type { Row } from '../row.ts';
import { anyDisturbance, type Chaos, liveThrough } from '../worlds/chaos.ts';

export const audit: Row = {
  id: 'R13',
  promise: 'whatever is done is intended first and has one full receipt',
  tried: 'worlds under every disturbance at once: each write to the fleet against intents and receipts',
  runs: { few: 4, quick: 15, many: 300 },
  prove: (seed, runs) =>
    check(
      'worlds',
      fc.asyncProperty(anyDisturbance, async (disturbance) => mustBeAudited(await liveThrough(disturbance))),
      seed,
      runs,
    ),
};

function mustBeAudited({ world, items }: Chaos): void {
  const receipts = [...items.values()].filter(({ sk }) => String(sk).startsWith('receipt#'));
  for (const item of receipts) mustBeFull(item, [...items.values()]);
  const done = receipts.filter(({ result }) => (result as Receipt['result']).type === 'done');
  const effects = effectsOf(world);
  must(effects.length > 0, 'nothing was done, so nothing was proven');
  for (const [kind, what] of effects) {
    const named = done.filter((item) => JSON.stringify(item).includes(what) && hasKind(item, kind));
    must(named.length === 1, `${named.length} receipts of ${kind} ${what}`);
  }
  must(done.length === effects.length, `${done.length} receipts of ${effects.length} effects`);
}

/** What was changed, once each: a token of RunTask that comes again changes nothing. */
function effectsOf({ fleet }: Chaos['world']): readonly (readonly [string, string])[] {
  const done = fleet.calls.filter(({ command }) => command === 'RunTask' || command === 'UpdateService');
  const effects = done.map(({ command, input }) => {
    const { clientToken, taskDefinition } = input as { clientToken?: string; taskDefinition?: string };
    return command === 'RunTask' ? `ecs.run-task ${clientToken}` : `ecs.deploy-revision ${taskDefinition}`;
  });
  return [...new Set(effects)].map((text) => [text.split(' ')[0] ?? '', text.split(' ')[1] ?? '']);
}

function hasKind({ action }: Item, kind: string): boolean {
  return (action as Receipt['action']).kind === kind;
}

/** Who allowed it, why, what was before and after, how it is undone; and that it was intended before. */
function mustBeFull(item: Item, items: readonly Item[]): void {
  const { action, result, approvedBy, planHash, at, generation, incident } = item as Item & Receipt;
  must(approvedBy !== '' && planHash.length === 12 && generation > 0, 'a receipt without who or which plan');
  must(!Number.isNaN(Date.parse(at)) && result.reason !== '', 'a receipt without when or why');
  must(
    result.type !== 'done' || (Boolean(result.before) && Boolean(result.after)),
    'without before and after',
  );
  must(action.kind === 'ecs.run-task' || 'inverse' in action, `${action.kind} without its inverse`);
  const { acts } = {
    acts: new Set<string>(),
    ...items.find(({ pk, sk }) => pk === incident && sk === 'incident'),
  };
  must(
    [...acts].some((act) => act.includes(actionHash(action))),
    'it was done without being intended',
  );
}
