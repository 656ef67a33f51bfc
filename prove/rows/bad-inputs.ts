import fc from 'fast-check';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { SILENT } from '../../local/log.ts';
import { signedRequest } from '../../local/slack/click.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { answerClick, type ClickRequest } from '../../shared/slack-door/index.ts';
import { ECR } from '../../shared/triage/ecr.ts';
import { ECS } from '../../shared/triage/ecs.ts';
import { triageBatch } from '../../shared/triage.ts';
import { OWN_SAMPLES } from '../../test/signals/samples.ts';
import { config } from '../../test/support/fleet.ts';
import { NOW } from '../../test/support/incidents.ts';
import { check, must, together } from '../check.ts';
import type { Finding, Row } from '../row.ts';
import { anyMutation, mutated } from '../worlds/mutate.ts';
import { askQuestion, SECRET, START } from '../worlds/question.ts';

const SAMPLES = OWN_SAMPLES.map(({ event }) => JSON.stringify(event));
const UNTOUCHED = Object.getOwnPropertyNames(Object.prototype).join();

export const badInputs: Row = {
  id: 'R9',
  promise: 'no input throws, acts or pollutes',
  tried: 'sample events and Slack requests with values, keys and bytes changed',
  runs: { few: 2_000, quick: 20_000, many: 1_000_000 },

  async prove(seed, runs) {
    const clicks = Math.ceil(runs / 4);
    const findings = [await fuzzTriage(seed, runs - clicks), await fuzzSlack(seed, clicks)];
    return together('inputs', findings);
  },
};

/** Triage answers every record: taken, or given back by its id. */
async function fuzzTriage(seed: number, runs: number): Promise<Finding> {
  let deps = triageDeps();
  let before = 0;
  return check(
    'events',
    fc.asyncProperty(fc.constantFrom(...SAMPLES), anyMutation, async (sample, mutation) => {
      // A ledger of its own for each thousand: marks are kept, and would slow the rest down.
      if (++before % 1000 === 0) deps = triageDeps();
      const records = [{ id: 'x', body: mutated(sample, mutation) }];
      for (const domain of [ECS, ECR]) {
        const failed = await triageBatch(records, domain, deps);
        must(failed.length === 0 || failed.join() === 'x', `triage gave back ${failed.join()}`);
      }
      mustBeClean();
    }),
    seed,
    runs,
  );
}

function triageDeps() {
  const { table, client } = openMemoryDatabase();
  const ledger = createLedger({ name: table, client: async () => client, clock: () => NOW });
  const home = { account: '123456789012', region: 'eu-west-1', config: config('act') };
  return { ...home, clock: () => NOW, log: SILENT, measure() {}, ledger, startResponse: async () => {} };
}

/** Signed or not, what is no click on our button comes to nothing. */
async function fuzzSlack(seed: number, runs: number): Promise<Finding> {
  const question = await askQuestion(openMemoryDatabase(), 'incident');
  const genuine = question.slack.click(question.thread, 'approve', 'UNOBODY001');
  const payload = new URLSearchParams(bodyOf(genuine)).get('payload') ?? '';
  const deps = { ...question.deps, reply: async () => {}, clock: () => START };
  return check(
    'Slack requests',
    fc.asyncProperty(anyMutation, fc.boolean(), async (mutation, signed) => {
      const body = Buffer.from(new URLSearchParams({ payload: mutated(payload, mutation) }).toString());
      const { statusCode } = await answerClick(signedRequest(body, START, signed ? SECRET : 'guessed'), deps);
      must(signed ? [200, 400].includes(statusCode) : statusCode === 401, `the answer was ${statusCode}`);
      must(question.resumed.length === 0, 'an answer was handed over');
      mustBeClean();
    }),
    seed,
    runs,
  );
}

function bodyOf({ body = '' }: ClickRequest): string {
  return Buffer.from(body, 'base64').toString();
}

function mustBeClean(): void {
  must(!('polluted' in {}), 'Object.prototype was polluted');
  must(Object.getOwnPropertyNames(Object.prototype).join() === UNTOUCHED, 'Object.prototype was changed');
}
