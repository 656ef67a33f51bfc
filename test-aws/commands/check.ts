import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACTION_PERMISSIONS } from '../../shared/actions/permissions.ts';
import { READ_PERMISSIONS } from '../../shared/aws/reads.ts';
import type { ResponseClients } from '../../shared/aws/response-clients.ts';
import { ACTIONS } from '../contract/calls/actions.ts';
import { READS } from '../contract/calls/reads.ts';
import { UNKNOWN_TO_MOTO } from './unknown-to-moto.ts';

const LIST = 'test-aws/commands/unknown-to-moto.ts';
const unknown = UNKNOWN_TO_MOTO.map(({ command }) => command);
/** The IAM actions of every read and action of the product. */
const permissions: Readonly<Record<string, readonly string[]>> = {
  ...READ_PERMISSIONS,
  ...ACTION_PERMISSIONS,
};

/** `answered`: the commands that moto answered, by the names of their classes. */
export function checkCoverage(clients: ResponseClients, answered: ReadonlySet<string>): void {
  it('each command in the code of the product was answered by moto, or is listed as unknown to it', () => {
    const known = (name: string) =>
      unknown.includes(name) || answered.has(name) || answered.has(`${name}Item`);

    // The document client sends a GetItemCommand for its GetCommand.
    const lost = commandsInSource().filter((name) => !known(name));

    expect(lost, `make a contract call in test-aws/contract/calls, or list it in ${LIST}`).toEqual([]);
  });

  it('lists no command that the product does not send', () => {
    const declared = Object.values(permissions)
      .flat()
      .map((name) => name.replace(/:.*/, ':*'));

    expect(unknown.filter((name) => ![...commandsInSource(), ...declared].includes(name))).toEqual([]);
  });

  it('every action has a call in the contract, and every read whose commands moto knows', () => {
    const bare = Object.entries({ ...READS, ...ACTIONS }).filter(([, calls]) => calls.length === 0);
    const needed = bare.flatMap(([name]) => permissions[name] ?? name);
    const namesOf = (action: string) => [
      action.replace(/^(ec[rs]|cloudwatch):/, ''),
      action.replace(/:.*/, ':*'),
    ];

    expect(needed.filter((action) => !namesOf(action).some((name) => unknown.includes(name)))).toEqual([]);
  });

  it.each(UNKNOWN_TO_MOTO)('moto does not know $command yet', async ({ ask }) => {
    const said = await ask(clients).then(
      () => 'an answer',
      (error: Error) => error.name,
    );

    // Where it knows nothing it sends a page of HTML, which the SDK cannot read.
    expect(said, `moto has learnt it: take it out of ${LIST}, and make a contract call`).toBe('SyntaxError');
  });
}

/** Every command that the code of the product makes, by the name of its class. */
function commandsInSource(): readonly string[] {
  const sources = globSync('shared/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  const made = sources.flatMap((text) => [...text.matchAll(/\bnew (\w+)Command\(/g)]);
  return [...new Set(made.map(([, name = '']) => name))].sort();
}
