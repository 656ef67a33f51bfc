import fc from 'fast-check';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { signedRequest } from '../../local/slack/click.ts';
import { createSign, encodeButton } from '../../shared/notify/button-value.ts';
import { answerClick, type ClickRequest } from '../../shared/slack-door/index.ts';
import { check, must, together } from '../check.ts';
import type { Finding, Row } from '../row.ts';
import { APPROVERS, askQuestion, type Question, recordedAnswer, SECRET, START } from '../worlds/question.ts';
import { forgeWishes, raceWishes } from '../worlds/slack-wishes.ts';
import { bodyOf, pressedOn, resigned } from '../worlds/tampering.ts';

const [ANA = ''] = APPROVERS;
const ACTIONS = ['approve', 'deny', 'snooze'];

export const slackForgery: Row = {
  id: 'R10',
  promise: 'no forged, replayed or late click counts',
  tried:
    'wrong keys, old and early stamps, flipped bits, replays, expiry, other plans and moments, strangers, clicks at once',
  runs: { few: 120, quick: 1_500, many: 20_000 },

  async prove(seed, runs) {
    const races = Math.ceil(runs / 20);
    return together('clicks', [
      await forge(seed, runs),
      await race(seed, races),
      await forgeWishes(seed, races),
      await raceWishes(seed, races),
    ]);
  },
};

type Forgery = (question: Question, number: number) => ClickRequest;

/** What no attacker and no bad luck may get through; `number` is any whole number. */
const FORGERIES: Readonly<Record<string, Forgery>> = {
  'another key': (question, number) => signedRequest(bodyOf(genuine(question)), START, `key-${number}`),
  'a stamp too old': (question, number) =>
    signedRequest(bodyOf(genuine(question)), START - 301_000 - number, SECRET),
  'a stamp too early': (question, number) =>
    signedRequest(bodyOf(genuine(question)), START + 301_000 + number, SECRET),
  'a flipped bit': (question, number) => {
    const request = genuine(question);
    return { ...request, body: flipped(bodyOf(request), number).toString('base64') };
  },
  'a flipped bit in the button, signed': (question, number) => {
    const { value, ...button } = pressedOn(question, 'approve');
    return resigned(question, 'approve', {
      ...button,
      value: flipped(Buffer.from(value), number).toString('latin1'),
    });
  },
  'another action under the same code': (question, number) =>
    resigned(question, 'approve', {
      ...pressedOn(question, 'approve'),
      action_id: ['deny', 'snooze', 'undo'][number % 3] ?? '',
    }),
  'a later expiry': (question, number) => {
    const { value, ...button } = pressedOn(question, 'approve');
    const claim = JSON.parse(value);
    return resigned(question, 'approve', {
      ...button,
      value: JSON.stringify({ ...claim, x: claim.x + 1 + number }),
    });
  },
  'a plan that is not asked for': (question, number) => {
    const { value, ...button } = pressedOn(question, 'approve');
    const { k: key, x: expires } = JSON.parse(value);
    const claim = { action: 'approve', key, expires, planHash: `plan-${number}` } as const;
    return resigned(question, 'approve', { ...button, value: encodeButton(claim, createSign(SECRET)) });
  },
  'a stranger': (question, number) => question.slack.click(question.thread, 'approve', `USTRANGER${number}`),
  'after the expiry': (question, number) => {
    question.now = Date.parse(question.view.approval?.expiresAt ?? '') + number;
    return genuine(question);
  },
};

function forge(seed: number, runs: number): Promise<Finding> {
  const kinds = fc.constantFrom(...Object.keys(FORGERIES));
  return check(
    'forgeries',
    fc.asyncProperty(kinds, fc.nat(1_000_000), async (kind, number) => {
      const question = await askQuestion(openMemoryDatabase(), 'incident');
      const request = FORGERIES[kind]?.(question, number) ?? genuine(question);
      await answerClick(request, question.deps);
      must((await recordedAnswer(question)) === undefined, `${kind}: an answer was written down`);
      must(question.resumed.length === 0, `${kind}: an answer was handed over`);
    }),
    seed,
    runs,
  );
}

/** Up to fifty people click at once, and some of their requests come twice: one decision. */
function race(seed: number, runs: number): Promise<Finding> {
  const clicks = fc.array(
    fc.tuple(fc.constantFrom(...APPROVERS), fc.constantFrom(...ACTIONS), fc.boolean()),
    {
      minLength: 2,
      maxLength: 50,
      size: 'max',
    },
  );
  return check(
    'races',
    fc.asyncProperty(clicks, async (all) => {
      const question = await askQuestion(openMemoryDatabase(), 'incident');
      const requests = all.flatMap(([user, action, twice]) => {
        const request = question.slack.click(question.thread, action, user);
        return twice ? [request, request] : [request];
      });
      await Promise.all(requests.map((request) => answerClick(request, question.deps)));
      const counts = JSON.stringify(await recordedAnswer(question));
      must(question.resumed.length > 0, 'nobody was heard');
      must(
        question.resumed.every((answer) => JSON.stringify(answer) === counts),
        'two decisions were handed over',
      );
    }),
    seed,
    runs,
  );
}

function genuine({ slack, thread }: Question): ClickRequest {
  return slack.click(thread, 'approve', ANA);
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = (bit >> 3) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
