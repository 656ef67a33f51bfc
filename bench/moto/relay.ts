import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { listen } from '../../local/listen.ts';

/** A port of this process that hands every request on to `endpoint`: what arrives here can be counted. */
export function openRelay(endpoint: string): ReturnType<typeof listen> {
  const agent = new Agent({ keepAlive: true });
  return listen(createServer((asked, answer) => handOn(asked, answer, endpoint, agent)));
}

function handOn(asked: IncomingMessage, answer: ServerResponse, endpoint: string, agent: Agent): void {
  const { method, headers, url = '/' } = asked;
  const onward = request(new URL(url, endpoint), { method, headers, agent }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  asked.pipe(onward);
}
