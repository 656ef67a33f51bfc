import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRelay } from '../../bench/moto/relay.ts';
import { listen } from '../../local/listen.ts';

type Opened = Awaited<ReturnType<typeof listen>>;

let behind: Opened;
let relay: Opened;
beforeEach(async () => {
  behind = await listen(
    createServer(async (asked, answer) => {
      const { method, url, headers } = asked;
      const said = { method, url, target: headers['x-amz-target'], body: await text(asked) };
      answer.writeHead(400, { 'x-amzn-requestid': 'one' }).end(JSON.stringify(said));
    }),
  );
  relay = await openRelay(`http://127.0.0.1:${behind.port}`);
});
afterEach(async () => {
  await relay.close();
  await behind.close();
});

it('bench/moto/relay hands a request on as it is, and its answer back', async () => {
  const headers = { 'x-amz-target': 'Service.Command' };

  const answer = await fetch(`http://127.0.0.1:${relay.port}/a?b`, {
    method: 'POST',
    headers,
    body: 'words',
  });

  expect([answer.status, answer.headers.get('x-amzn-requestid')]).toEqual([400, 'one']);
  const heard = { method: 'POST', url: '/a?b', target: 'Service.Command', body: 'words' };
  expect(await answer.json()).toEqual(heard);
});
