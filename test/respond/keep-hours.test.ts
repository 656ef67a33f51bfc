import { describe, expect, it } from 'vitest';
import type { Deps } from '../../shared/deps.ts';
import type { ClickAction } from '../../shared/notify/button-value.ts';
import { headlines, minutes, ONCALL, openWorld, outcomes, threadLines } from '../support/fleet.ts';
import { buildOffice, desiredInOffice } from '../support/office.ts';

const SCHEDULE = {
  name: 'Office hours',
  timezone: 'Europe/Berlin',
  up: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '19:00' }],
  services: [{ cluster: 'staging', name: '*' }],
  groups: ['hosts'],
};
const FROZEN = 'freezes: [{ name: Weekend, timezone: UTC, start: 2026-11-28, end: 2026-11-30 }]\n';
const FRIDAY_EVENING = Date.parse('2026-11-27T17:55:00Z');

interface Options {
  readonly mode?: string;
  readonly warnMinutes?: number;
  readonly more?: string;
  readonly start?: number;
  readonly wrap?: (deps: Deps) => Deps;
}

/** The whole loop, with an office that scales. */
async function openOffice({
  mode = 'act',
  warnMinutes = 0,
  more = '',
  start = FRIDAY_EVENING,
  wrap,
}: Options = {}) {
  const settings = JSON.stringify({ schedules: [SCHEDULE], warnMinutes });
  let ledger = 0;
  const world = await openWorld(mode, `${more}playbooks: { keep-hours: { settings: ${settings} } }\n`, {
    start,
    ...(wrap && { wrap }),
    intercept: (client) =>
      client.middlewareStack.add(
        (next, { clientName }) =>
          (args) => {
            if (clientName === 'DynamoDBClient') ledger += 1;
            return next(args);
          },
        { name: `count-${Math.random()}`, step: 'initialize' },
      ),
  });
  buildOffice(world);
  return { ...world, desired: () => desiredInOffice(world), ledgerCalls: () => ledger };
}

type Office = Awaited<ReturnType<typeof openOffice>>;

/** Ticks every five minutes for so long. */
async function ticking(office: Office, count: number): Promise<void> {
  for (let passed = 0; passed < count; passed += 5) {
    office.tick('keep-hours');
    await minutes(office, 5);
  }
}

/** The on-call person presses a button under the newest message. */
async function press(office: Office, action: ClickAction, user = ONCALL): Promise<void> {
  const root = office.slack.messages('#ops').at(-1);
  if (!root) throw new Error('there is no message');
  await office.click(root, action, user);
}

async function jumpTo(office: Office, at: string): Promise<void> {
  await office.timeline.run(Date.parse(at));
}

describe('keep-hours', () => {
  it('tells in one message of all that sleep, in another of all that wake, in a freeze, too', async () => {
    const office = await openOffice({ more: FROZEN });

    await ticking(office, 15);
    expect(await office.desired()).toEqual([0, 0, 0]);
    await jumpTo(office, '2026-11-30T06:01:00Z');
    await ticking(office, 10);

    expect(await office.desired()).toEqual([3, 4, 2]);
    expect(headlines(office)).toEqual([
      expect.stringMatching(/^DONE · Office hours: 2 services and 1 group asleep until Mon 30 Nov 07:00/),
      expect.stringMatching(/^DONE · Office hours: 2 services and 1 group awake until Mon 30 Nov 19:00/),
    ]);
    expect(threadLines(office).join()).toContain('3 of 3 as they should be');
    await office.close();
  });

  it('tells of what woke though Slack did not take the first message about it', async () => {
    let broken = false;
    const wrap = (deps: Deps): Deps => ({
      ...deps,
      notifier: {
        ...deps.notifier,
        async show(...args) {
          if (!broken) return deps.notifier.show(...args);
          broken = false;
          throw new Error('Slack is down');
        },
      },
    });
    const office = await openOffice({ wrap });
    await ticking(office, 10);
    broken = true;
    await jumpTo(office, '2026-11-30T06:01:00Z');
    await ticking(office, 10);

    expect(await office.desired()).toEqual([3, 4, 2]);
    expect(headlines(office).at(-1)).toContain('awake until Mon 30 Nov 19:00');
    await office.close();
  });

  it('costs a silent response and no read of the fleet for a tick with nothing to do', async () => {
    const office = await openOffice({ start: Date.parse('2026-11-27T10:00:00Z') });

    await ticking(office, 5);

    expect(headlines(office)).toEqual([]);
    expect(outcomes(office)).toEqual([
      { type: 'nothing', reason: 'all schedules are up and nothing sleeps: nothing to do' },
    ]);
    expect(office.ledgerCalls()).toBe(6);
    await office.close();
  });

  it('says once what it would do where it only observes', async () => {
    const office = await openOffice({ mode: 'observe' });

    await ticking(office, 20);

    expect(await office.desired()).toEqual([3, 4, 2]);
    expect(headlines(office)).toHaveLength(1);
    await office.close();
  });

  it('warns before, and lets them be if somebody wants them to stay up', async () => {
    const office = await openOffice({ warnMinutes: 15, start: Date.parse('2026-11-27T17:45:00Z') });

    await ticking(office, 5);
    expect(headlines(office)).toEqual([expect.stringContaining('soon asleep until Mon 30 Nov')]);
    await press(office, 'awake-1-hour');
    await ticking(office, 15);

    expect(await office.desired()).toEqual([3, 4, 2]);
    expect(threadLines(office).join()).toContain('until Fri 27 Nov 19:50 (Europe/Berlin), as somebody asked');
    await jumpTo(office, '2026-11-27T18:51:00Z');
    await ticking(office, 5);
    expect(await office.desired()).toEqual([0, 0, 0]);
    await office.close();
  });

  it('wakes within five minutes when an approver says until when, however often they think again', async () => {
    const office = await openOffice();
    await ticking(office, 10);
    await jumpTo(office, '2026-11-28T01:00:00Z');

    await press(office, 'awake-until', 'U0STRANGER');
    await ticking(office, 10);
    expect(await office.desired()).toEqual([0, 0, 0]);
    await press(office, 'awake-until');
    await office.timeline.run(office.timeline.now() + 1000);
    await press(office, 'awake-1-hour');
    expect(blocksOf(office)).toContain('Awake within 5 minutes, until <!date^1795831801^');
    await ticking(office, 5);

    expect(await office.desired()).toEqual([3, 4, 2]);
    expect(headlines(office).at(-1)).toContain('awake until Sat 28 Nov 03:10 (Europe/Berlin)');
    expect(blocksOf(office)).toContain(`as <@${ONCALL}> asked`);
    await jumpTo(office, '2026-11-28T02:11:00Z');
    await ticking(office, 10);
    expect(await office.desired()).toEqual([0, 0, 0]);
    await office.close();
  });
});

function blocksOf({ slack }: Office): string {
  return JSON.stringify(slack.messages('#ops').at(-1)?.message.blocks);
}
