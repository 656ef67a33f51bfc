import fc from 'fast-check';
import type { World } from '../../local/world.ts';
import { redact } from '../../shared/notify/redact.ts';
import { redacting } from '../../shared/runtime/redacting.ts';
import { SECRETS } from '../../test/notify/secrets.ts';
import { minutes, runJobs, steadyService } from '../../test/support/fleet.ts';
import { check, must, together } from '../check.ts';
import type { Finding, Row } from '../row.ts';
import { openShop, passApproving } from '../worlds/shop.ts';

/** Each kind of secret, in a line that holds it. */
const anySecret = fc
  .constantFrom(...SECRETS)
  .chain(([kind, line, secret]) =>
    secret.map((value) => ({ kind, value, text: line.replace('%', () => value) })),
  );

export const secretLeak: Row = {
  id: 'R12',
  promise: 'no secret reaches a message or a log',
  tried:
    'secrets of every known kind in lines; and in log lines and reasons of tasks that fail, through the loop',
  runs: { few: 3_000, quick: 20_000, many: 200_000 },

  async prove(seed, runs) {
    const worlds = Math.ceil(runs / 2_000);
    return together('secrets', [await inLines(seed, runs - worlds), await throughTheLoop(seed, worlds)]);
  },
};

function inLines(seed: number, runs: number): Promise<Finding> {
  return check(
    'lines',
    fc.property(anySecret, ({ kind, value, text }) => {
      const redacted = redact(text);
      must(redacted.includes('[redacted]'), `${kind}: nothing was redacted`);
      mustNotHold(redacted, value, kind);
    }),
    seed,
    runs,
  );
}

/** A service and a job fail, saying secrets where a container can: what people and logs then show. */
function throughTheLoop(seed: number, runs: number): Promise<Finding> {
  return check(
    'worlds',
    fc.asyncProperty(fc.array(anySecret, { minLength: 3, maxLength: 6 }), async (secrets) => {
      const logged: string[] = [];
      const note = (message: string, fields?: unknown) =>
        void logged.push(JSON.stringify({ message, fields }, redacting));
      const log = { debug: note, info: note, warn: note, error: note };
      const world = openShop('ask', { log });
      failSaying(
        world,
        secrets.map(({ text }) => text),
      );
      await minutes(world, 4);
      const asking = JSON.stringify(messagesOf(world));
      must(asking.includes('[redacted]'), 'no log line was shown at all');
      await passApproving(world, 8);
      const shown = asking + JSON.stringify(messagesOf(world));
      for (const { kind, value } of secrets) {
        mustNotHold(shown, value, `${kind}, in Slack`);
        mustNotHold(logged.join('\n'), value, `${kind}, in the log`);
      }
    }),
    seed,
    runs,
  );
}

function failSaying(world: World, logLines: readonly string[]): void {
  const { good, bad } = steadyService(world, 'payments-api', 1);
  const reason = logLines.join(' ');
  const exit = { kind: 'exit', afterSeconds: 15, exitCode: 1, logLines, reason } as const;
  world.fleet.behave({ on: { taskDefinition: bad }, failure: exit });
  world.fleet.deploy('prod', 'payments-api', bad);
  const failure = { kind: 'start-failure', stoppedReason: `ResourceInitializationError: ${reason}` } as const;
  world.fleet.behave({ on: { taskDefinition: good, service: 'payments-api' }, failure, times: 1 });
  runJobs(world, 1);
  world.fleet.strike({ family: 'worker' }, { ...exit, afterSeconds: 1 });
}

function messagesOf({ slack }: World): readonly unknown[] {
  const roots = slack.messages('#ops');
  return [...roots, ...roots.flatMap((root) => slack.thread(root)), ...slack.whispers()];
}

/** Parts of a secret that are long enough to be of use; the fixed parts of a webhook are public. */
function mustNotHold(text: string, secret: string, where: string): void {
  const parts = secret.split(/[\s./]+/).filter((part) => part.length > 8 && part !== 'services');
  for (const part of parts) must(!text.includes(part), `${where}: "${part}" got through`);
}
