import fc from 'fast-check';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import type { AwakeAction } from '../../shared/notify/button-value.ts';
import { createSign, encodeButton } from '../../shared/notify/button-value.ts';
import { answerClick, type ClickRequest } from '../../shared/slack-door/index.ts';
import { check, must } from '../check.ts';
import type { Finding } from '../row.ts';
import { fallAsleep, NEXT_START, wishes } from './asleep.ts';
import { APPROVERS, type Question, SECRET } from './question.ts';
import { pressedOn, resigned } from './tampering.ts';

const [ANA = '', BEN = ''] = APPROVERS;
const ACTIONS: readonly AwakeAction[] = ['awake-1-hour', 'awake-3-hours', 'awake-until'];

type Forgery = (asleep: Question, action: AwakeAction, number: number) => ClickRequest;

/** `number` is any whole number. */
const FORGERIES: Readonly<Record<string, Forgery>> = {
  'a stranger': ({ slack, thread }, action, number) => slack.click(thread, action, `USTRANGER${number}`),
  'after the offer is over': (asleep, action, number) => {
    asleep.now = NEXT_START + number;
    return asleep.slack.click(asleep.thread, action, ANA);
  },
  'another moment under the same code': (asleep, action, number) => {
    const button = pressedOn(asleep, action);
    const u = new Date(NEXT_START - number - 1).toISOString();
    return resigned(asleep, action, { ...button, value: JSON.stringify({ ...JSON.parse(button.value), u }) });
  },
  'another wish under the same code': (asleep, action) => {
    const other = ACTIONS[(ACTIONS.indexOf(action) + 1) % ACTIONS.length] ?? action;
    return resigned(asleep, action, { ...pressedOn(asleep, action), action_id: other });
  },
  'an answer under the same code': (asleep, action) =>
    resigned(asleep, action, { ...pressedOn(asleep, action), action_id: 'approve' }),
  'a moment that is over, or too far away, though signed': (asleep, action, number) => {
    const { k: key, x: expires } = JSON.parse(pressedOn(asleep, action).value);
    const end = number % 2 === 0 ? asleep.now - number : asleep.now + 7 * 24 * 3_600_000 + number;
    const until = new Date(end).toISOString();
    const claim = { action: 'awake-until', key, planHash: 'stay-awake', expires, until } as const;
    const value = encodeButton(claim, createSign(SECRET));
    return resigned(asleep, action, { ...pressedOn(asleep, action), action_id: 'awake-until', value });
  },
};

/** No forged, late or stranger's wish counts. */
export function forgeWishes(seed: number, runs: number): Promise<Finding> {
  const kinds = fc.constantFrom(...Object.keys(FORGERIES));
  return check(
    'forged wishes',
    fc.asyncProperty(kinds, fc.constantFrom(...ACTIONS), fc.nat(1_000_000), async (kind, action, number) => {
      const asleep = await fallAsleep(openMemoryDatabase(), 'asleep');
      const request = FORGERIES[kind]?.(asleep, action, number);
      must(request !== undefined, `${kind}: there is no such forgery`);
      if (request) await answerClick(request, asleep.deps);
      must((await wishes(asleep)).length === 0, `${kind}: a wish was written down`);
      must(asleep.resumed.length === 0, `${kind}: an answer was handed over`);
    }),
    seed,
    runs,
  );
}

/** Whatever is wished, sent again and delayed: the wish that was uttered last counts, and ends within a week. */
export function raceWishes(seed: number, runs: number): Promise<Finding> {
  const wish = fc.tuple(fc.constantFrom(ANA, BEN), fc.constantFrom(...ACTIONS));
  const wished = fc.array(wish, { minLength: 2, maxLength: 8 });
  return check(
    'wishes sent again',
    fc.asyncProperty(wished, fc.infiniteStream(fc.nat(7)), async (all, order) => {
      const asleep = await fallAsleep(openMemoryDatabase(), 'asleep');
      const requests = all.map(([user, action], index) => {
        asleep.now += index * 1_000;
        return asleep.slack.click(asleep.thread, action, user);
      });
      const last = new Date(asleep.now).toISOString();
      const again = requests.map(() => requests[(order.next().value ?? 0) % requests.length]);
      for (const request of [...requests, ...again]) if (request) await answerClick(request, asleep.deps);
      const [counts, ...others] = await wishes(asleep);
      must(others.length === 0 && counts?.at === last, `${counts?.at} counts, and ${last} was the last`);
    }),
    seed,
    runs,
  );
}
