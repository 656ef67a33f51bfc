import { describe, expect, test } from 'vitest';
import { EXAMPLE_PEOPLE, exampleAsking, exampleResolved } from '../../../local/slack/example.ts';
import { renderPage } from '../../../local/slack/html.ts';
import { createLocalSlack } from '../../../local/slack/index.ts';
import { liveNodes, parseMrkdwn } from '../../../local/slack/mrkdwn.ts';
import { renderMessage, renderReply } from '../../../local/slack/terminal.ts';
import { displayWidth } from '../../../local/slack/width.ts';
import { renderIncident } from '../../../shared/notify/render.ts';

const message = { text: 'hello', blocks: [{ type: 'divider' as const }] };
const open = () => createLocalSlack({ now: () => 1_772_618_765_000, signingSecret: 'secret' });

describe('local/slack', () => {
  test('keeps channels and threads apart, in order', async () => {
    const slack = open();
    const first = await slack.postMessage({ channel: '#a', message });
    const second = await slack.postMessage({ channel: '#a', message });
    await slack.postMessage({ channel: first.channel, message, threadTs: first.ts });
    await slack.postMessage({ channel: '#b', message });

    expect(slack.channels()).toEqual(['#a', '#b']);
    expect(slack.messages('#a').map(({ ts }) => ts)).toEqual([first.ts, second.ts]);
    expect(slack.thread(first)).toHaveLength(1);
    expect(slack.thread(second)).toHaveLength(0);
  });

  test('refuses what Slack would refuse', async () => {
    const slack = open();
    const bad = { text: 'x', blocks: [{ type: 'section' as const, fields: [] }] };
    const there = await slack.postMessage({ channel: '#a', message });

    await expect(slack.postMessage({ channel: '#a', message: bad })).rejects.toMatchObject({
      code: 'invalid_blocks',
    });
    await expect(slack.updateMessage({ channel: '#a', ts: there.ts }, message)).rejects.toMatchObject({
      code: 'channel_not_found',
    });
    await expect(slack.updateMessage({ ...there, ts: '1.1' }, message)).rejects.toMatchObject({
      code: 'message_not_found',
    });
  });

  test('only buttons that are shown can be clicked', async () => {
    const slack = open();
    const thread = await slack.postMessage({
      channel: '#a',
      message: renderIncident(exampleAsking, () => 'mac'),
    });

    expect(slack.buttons(thread).map(({ action_id }) => action_id)).toEqual(['approve', 'snooze', 'deny']);
    await slack.updateMessage(thread, renderIncident(exampleResolved));
    expect(() => slack.click(thread, 'approve', 'U1')).toThrow('There is no button "approve" to click.');
  });

  test('a response URL takes five replies and no more', async () => {
    const slack = open();
    const thread = await slack.postMessage({
      channel: '#a',
      message: renderIncident(exampleAsking, () => 'mac'),
    });
    const { body = '' } = slack.click(thread, 'deny', 'U1');
    const url =
      /https:[^"]*hooks\.slack\.com[^"]*/.exec(
        decodeURIComponent(Buffer.from(body, 'base64').toString()),
      )?.[0] ?? '';
    const reply = () => slack.reply(url, { response_type: 'ephemeral', replace_original: false, text: 'no' });

    for (let times = 0; times < 5; times += 1) await reply();

    await expect(reply()).rejects.toMatchObject({ code: 'used_url' });
    expect(slack.whispers()).toHaveLength(5);
  });

  test('every line of a box in the terminal is as wide as asked for', () => {
    const hostile = {
      ...exampleAsking,
      reason: `${'🔥'.repeat(300)} ${'x'.repeat(400)} 漢字 e\u0301`,
      logTail: ['ж'.repeat(500)],
    };

    const lines = [exampleAsking, exampleResolved, hostile].flatMap((view) =>
      renderMessage(
        renderIncident(view, () => 'mac'),
        { width: 96 },
      ).split('\n'),
    );

    expect(new Set(lines.map(displayWidth))).toEqual(new Set([96]));
  });

  test('colour comes only when asked for, and changes no width', () => {
    const rendered = renderIncident(exampleAsking, () => 'mac');

    expect(renderMessage(rendered)).not.toContain('\u001b');
    expect(renderMessage(rendered, { color: true })).toContain('\u001b[1m');
    expect(renderReply('*done*: `a` by <@U024BE7LH>', { people: EXAMPLE_PEOPLE })).toBe(
      '  ↳ done: a by @ana',
    );
  });

  test('markup is read as Slack reads it', () => {
    expect(
      parseMrkdwn('*a `b`* <https://x|y> &lt;z&gt; <@U1> <!date^12^{time}|10:02 UTC> snake_case 2*3*4'),
    ).toEqual([
      {
        type: 'bold',
        children: [
          { type: 'text', text: 'a ' },
          { type: 'code', text: 'b' },
        ],
      },
      { type: 'text', text: ' ' },
      { type: 'link', url: 'https://x', label: 'y' },
      { type: 'text', text: ' <z> ' },
      { type: 'user', id: 'U1' },
      { type: 'text', text: ' ' },
      { type: 'date', epoch: 12, fallback: '10:02 UTC' },
      { type: 'text', text: ' snake_case 2*3*4' },
    ]);
    expect(liveNodes(parseMrkdwn('*<!channel>* <#C1> `<@U1>`'))).toMatchObject([
      { type: 'group' },
      { type: 'channel' },
    ]);
  });

  test('the page shows the real message, with nothing unescaped', () => {
    const reason = '<script>alert(1)</script>';

    const page = renderPage([{ message: renderIncident({ ...exampleAsking, reason }), time: '10:06' }], {
      channel: '# a',
    });

    expect(page).toContain('CRITICAL · payments-api is crash-looping · prod · since 10:02 UTC');
    expect(page).not.toContain('<script>');
  });
});
