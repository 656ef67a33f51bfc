import type { Deps } from '../../shared/deps.ts';

type Effect = (...args: never[]) => Promise<unknown>;

/** Stands around one effect: `name` says which, as in `ledger.mark` or `execute ecs.run-task`. */
export type Around = (name: string, effect: () => Promise<unknown>) => Promise<unknown>;

/** What does not wait for anything outside. */
const PLAIN = ['account', 'region', 'config', 'clock', 'log', 'measure'];

/** Put something around every effect that the code can have, also around those that are added later. */
export function aroundEffects(deps: Deps, around: Around): Deps {
  const wrapped = Object.entries(deps).map(([name, port]) => [
    name,
    PLAIN.includes(name) ? port : wrap(name, port, around),
  ]);
  return Object.fromEntries(wrapped) as Deps;
}

function wrap(name: string, port: unknown, around: Around): unknown {
  if (typeof port === 'function') {
    const effect = port as Effect;
    return (...args: never[]) => around(nameOf(name, args[0]), () => effect(...args));
  }
  const entries = Object.entries(port as Record<string, unknown>);
  return Object.fromEntries(
    entries.map(([inner, effect]) => [inner, wrap(`${name}.${inner}`, effect, around)]),
  );
}

function nameOf(name: string, argument: unknown): string {
  if (name !== 'execute') return name;
  const { kind } = { kind: '', ...(argument as object) };
  return `${name} ${kind}`;
}
