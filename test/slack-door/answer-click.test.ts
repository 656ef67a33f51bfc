import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../local/database.ts';
import { signedRequest } from '../../local/slack/click.ts';
import {
  APPROVERS,
  askQuestion,
  LEASE,
  OWNER,
  type Question,
  recordedAnswer,
  SECRET,
} from '../../prove/worlds/question.ts';
import type { IncidentView } from '../../shared/domain/view.ts';
import { answerClick, type ClickRequest } from '../../shared/slack-door/index.ts';

const [ANA = '', BEN = ''] = APPROVERS;

let database: Database;
let run = 0;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  run += 1;
});

const asked = (approvers = APPROVERS) => askQuestion(database, `incident-${run}`, approvers);
const expiryOf = ({ approval }: IncidentView) => approval?.expiresAt ?? '';
const payloadOf = ({ body }: ClickRequest) =>
  new URLSearchParams(Buffer.from(body ?? '', 'base64').toString()).get('payload') ?? '';
const lastWhisper = ({ slack }: Question) => slack.whispers().at(-1)?.text;

describe('shared/slack-door', () => {
  test.each([
    ['approve', 'approved'],
    ['deny', 'denied'],
    ['snooze', 'snoozed'],
  ])('%s is recorded, handed to the response, and takes the buttons away at once', async (action, type) => {
    const world = await asked();

    const response = await answerClick(world.slack.click(world.thread, action, ANA), world.deps);

    expect(response.statusCode).toBe(200);
    expect(await recordedAnswer(world)).toMatchObject({ type, by: ANA });
    expect(world.resumed).toMatchObject([{ type, by: ANA }]);
    expect(world.slack.buttons(world.thread)).toEqual([]);
    expect(JSON.stringify(world.slack.find(world.thread)?.message)).toContain(
      `Working… ${type} by <@${ANA}> at 10:06 UTC`,
    );
  });

  test('fifty clicks at once are exactly one decision', async () => {
    const world = await asked();
    const actions = ['approve', 'deny', 'snooze'];
    const clicks = APPROVERS.map((user, index) =>
      world.slack.click(world.thread, actions[index % 3] ?? '', user),
    );

    const responses = await Promise.all(clicks.map((click) => answerClick(click, world.deps)));

    expect(responses.every(({ statusCode }) => statusCode === 200)).toBe(true);
    expect(world.resumed).toEqual([await recordedAnswer(world)]);
    expect(world.slack.whispers().filter(({ text }) => /already/.test(text))).toHaveLength(49);
  });

  test('a second answer by somebody else changes nothing and says whose counted', async () => {
    const world = await asked();
    const late = world.slack.click(world.thread, 'deny', BEN);
    await answerClick(world.slack.click(world.thread, 'approve', ANA), world.deps);

    await answerClick(late, world.deps);

    expect(world.resumed).toHaveLength(1);
    expect(lastWhisper(world)).toBe(`This was already approved by <@${ANA}>, so your click changed nothing.`);
  });

  test('a replayed request hands over the same answer again, and nothing else', async () => {
    const world = await asked();
    const click = world.slack.click(world.thread, 'approve', ANA);
    await answerClick(click, world.deps);

    world.now += 60_000;
    await answerClick(click, world.deps);

    expect(world.resumed).toHaveLength(2);
    expect(world.resumed[1]).toEqual(world.resumed[0]);
  });

  test('when handing over fails the buttons come back, and the same click repeats it', async () => {
    const world = await asked();
    world.resumeFails = 1;

    await answerClick(world.slack.click(world.thread, 'approve', ANA), world.deps);
    const afterFailure = { resumed: [...world.resumed], buttons: world.slack.buttons(world.thread).length };
    await answerClick(world.slack.click(world.thread, 'approve', ANA), world.deps);

    expect(afterFailure).toEqual({ resumed: [], buttons: 3 });
    expect(world.slack.whispers()[0]?.text).toContain('Please click once more');
    expect(world.resumed).toEqual([await recordedAnswer(world)]);
    expect(world.slack.buttons(world.thread)).toEqual([]);
  });

  test.each([
    ['not on the list', ['UOTHER123']],
    ['nobody on the list', []],
  ])('who is not an approver decides nothing: %s', async (_, approvers) => {
    const world = await asked(approvers);

    await answerClick(world.slack.click(world.thread, 'approve', ANA), world.deps);

    expect(await recordedAnswer(world)).toBeUndefined();
    expect(world.resumed).toEqual([]);
    expect(world.slack.buttons(world.thread)).toHaveLength(3);
    expect(lastWhisper(world)).toContain('not on the list of approvers');
  });

  test('a click after the question expired decides nothing', async () => {
    const world = await asked();
    world.now = Date.parse(expiryOf(world.view));

    await answerClick(world.slack.click(world.thread, 'approve', ANA), world.deps);

    expect(await recordedAnswer(world)).toBeUndefined();
    expect(lastWhisper(world)).toContain('expired');
  });

  test('a click on a plan that changed meanwhile decides nothing', async () => {
    const world = await asked();
    const question = { callbackId: 'callback-2', planHash: 'another', expiresAt: expiryOf(world.view) };
    await world.ledger.ask(world.view.incident, OWNER, { ...question, approvers: APPROVERS }, LEASE);

    await answerClick(world.slack.click(world.thread, 'approve', ANA), world.deps);

    expect(await recordedAnswer(world)).toBeUndefined();
    expect(lastWhisper(world)).toContain('The plan has changed');
  });

  test('a click where nothing is asked decides nothing', async () => {
    const world = await asked();
    const ledger = { ...world.ledger, read: async () => undefined };

    await answerClick(world.slack.click(world.thread, 'approve', ANA), { ...world.deps, ledger });

    expect(world.resumed).toEqual([]);
    expect(lastWhisper(world)).toContain('no open question');
  });

  test.each([
    ['another incident', '\\"k\\":\\"incident', '\\"k\\":\\"accident'],
    ['a later expiry', /\\"x\\":\d+/, '\\"x\\":9999999999'],
    ['a denial turned into an approval', '"action_id":"deny"', '"action_id":"approve"'],
    ['no code at all', /,\\"m\\":\\"[^"]*\\"/, ''],
    ['no value', /"value":"(?:[^"\\]|\\.)*"/, '"value":"[]"'],
  ])('a button that Watchkeeper did not make decides nothing: %s', async (_, from, to) => {
    const world = await asked();
    const click = world.slack.click(world.thread, 'deny', ANA);
    const [before = '', after = ''] = payloadOf(click).split('"actions":');
    const changed = `${before}"actions":${after.replace(from, to)}`;
    const forged = Buffer.from(new URLSearchParams({ payload: changed }).toString());

    await answerClick(signedRequest(forged, world.now, SECRET), world.deps);

    expect(changed).not.toBe(payloadOf(click));
    expect(await recordedAnswer(world)).toBeUndefined();
    expect(world.resumed).toEqual([]);
    expect(lastWhisper(world)).toContain('not made by Watchkeeper');
  });

  test('a ledger that is down is told to the person, and nothing is done', async () => {
    const world = await asked();
    const ledger = {
      ...world.ledger,
      read: async () => {
        throw new Error('DynamoDB is down');
      },
    };

    const response = await answerClick(world.slack.click(world.thread, 'approve', ANA), {
      ...world.deps,
      ledger,
    });

    expect(response.statusCode).toBe(200);
    expect(world.resumed).toEqual([]);
    expect(lastWhisper(world)).toContain('could not be recorded');
  });

  test('a lost reply to Slack changes nothing that counts', async () => {
    const world = await asked();
    const click = world.slack.click(world.thread, 'approve', ANA);
    world.slack.goDown();

    const response = await answerClick(click, world.deps);

    expect(response.statusCode).toBe(200);
    expect(world.resumed).toHaveLength(1);
  });

  test('no log line carries the secret, a signature or a response URL', async () => {
    const world = await asked();
    const click = world.slack.click(world.thread, 'approve', ANA);

    await answerClick(click, world.deps);
    await answerClick({ ...click, body: `${click.body}AAAA` }, world.deps);

    expect(world.logged.join('\n')).not.toMatch(new RegExp(`${SECRET}|v0=|hooks.slack.com`));
  });
});
