import { describe, expect, test } from 'vitest';
import { exampleAsking, exampleResolved } from '../../local/slack/example.ts';
import { createLocalSlack } from '../../local/slack/index.ts';
import { createNotifier, createSign } from '../../shared/notify/index.ts';
import { channelFor } from '../../shared/notify/routes.ts';

const now = Date.parse('2026-03-04T10:06:05Z');
const routes = [
  { cluster: 'prod-*', playbook: 'stop-crash-loop', severity: 'critical', channel: '#crash' },
  { cluster: 'prod*', channel: '#ops-prod' },
  { severity: 'critical', channel: '#critical' },
] as const;
const config = { routes, approval: { expiresMinutes: 15, snoozeMinutes: 45 } };

function world() {
  const slack = createLocalSlack({ now: () => now, signingSecret: 'secret' });
  return { slack, notifier: createNotifier({ slack, config, sign: async () => createSign('secret') }) };
}

describe('shared/notify', () => {
  test('an incident is one message that is brought up to date in place', async () => {
    const { slack, notifier } = world();

    const thread = await notifier.show(exampleAsking, undefined);
    const same = await notifier.show(exampleResolved, thread);

    expect(same).toEqual(thread);
    expect(slack.channels()).toEqual(['#ops-prod']);
    expect(slack.messages('#ops-prod')).toMatchObject([{ edits: 1 }]);
    expect(slack.find(thread)?.message.text).toContain('RESOLVED in 6 min');
  });

  test('the snooze button says for how long, from the configuration', async () => {
    const { slack, notifier } = world();
    const approval = { planHash: 'abc', expiresAt: '2026-03-04T10:21:05Z' };

    const thread = await notifier.show({ ...exampleAsking, approval }, undefined);

    expect(slack.buttons(thread).map(({ text }) => text.text)).toEqual([
      'Approve rollback',
      'Snooze 45 min',
      'Deny',
    ]);
  });

  test('a reply stays in its thread unless it is broadcast', async () => {
    const { slack, notifier } = world();
    const thread = await notifier.show(exampleAsking, undefined);

    await notifier.reply(thread, 'quiet', false);
    await notifier.reply(thread, 'loud', true);

    expect(slack.thread(thread).map(({ message }) => message.text)).toEqual(['quiet', 'loud']);
    expect(slack.messages('#ops-prod').map(({ message }) => message.text)).toContain('loud');
    expect(slack.messages('#ops-prod').map(({ message }) => message.text)).not.toContain('quiet');
  });

  test('a slack that is down or limits us throws, with the time to wait, and takes the message later', async () => {
    const { slack, notifier } = world();
    slack.limit(1, 30);

    await expect(notifier.show(exampleAsking, undefined)).rejects.toMatchObject({
      retryAfterSeconds: 30,
      permanent: false,
    });
    slack.goDown();
    await expect(notifier.show(exampleAsking, undefined)).rejects.toMatchObject({ code: 'unreachable' });
    slack.comeBack();
    await notifier.show(exampleAsking, undefined);

    expect(slack.messages('#ops-prod')).toHaveLength(1);
  });

  test.each([
    [{ cluster: 'prod-eu', playbook: 'stop-crash-loop', severity: 'critical' }, '#crash'],
    [{ cluster: 'prod-eu', playbook: 'stop-crash-loop', severity: 'warning' }, '#ops-prod'],
    [{ cluster: 'dev', playbook: 'stop-crash-loop', severity: 'critical' }, '#critical'],
    [{ cluster: 'prod', severity: 'info' }, '#ops-prod'],
  ] as const)('the first route that matches counts: %o goes to %s', (routed, channel) => {
    expect(channelFor(routed, config)).toBe(channel);
  });

  test('no route is an error that says what to add', () => {
    expect(() => channelFor({ cluster: 'dev', severity: 'info' }, config)).toThrow(
      /No Slack channel for cluster dev, .* add a route to "routes" in watchkeeper.yml/,
    );
  });
});
