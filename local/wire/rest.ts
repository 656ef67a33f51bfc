import { jsonText } from './json.ts';
import type { Protocol, WireRequest, WireResponse } from './message.ts';

/** What a route takes the input of its command from. */
export interface Parts {
  /** The named groups of the route's path, decoded. */
  readonly labels: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: WireRequest['headers'];
  readonly body: string;
}

export interface Route {
  readonly command: string;
  readonly method: string;
  /** Of the path without its query. */
  readonly path: RegExp;
  input(parts: Parts): object;
  /** How it answers, where that is not 200 with the output as JSON. */
  answer?(output: object): WireResponse;
}

/** REST with JSON: the operation is the method and the path. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export function restJson(client: string, routes: readonly Route[]): Protocol {
  return {
    decode(request) {
      const { pathname, searchParams } = new URL(request.path, 'http://aws');
      const fits = (route: Route) => route.method === request.method && route.path.test(pathname);
      const route = routes.find(fits);
      if (route === undefined) throw new Error(`${client} has no ${request.method} ${pathname} here`);
      const parts = {
        labels: labelsOf(route.path, pathname),
        query: Object.fromEntries(searchParams),
        headers: request.headers,
        body: request.body,
      };
      return { client, command: route.command, input: route.input(parts) };
    },
    encode({ command }, output) {
      const answer = routes.find((route) => route.command === command)?.answer;
      return answer?.(output) ?? response(200, {}, output);
    },
    refuse: ({ code, message, status }) =>
      response(status, { 'x-amzn-errortype': code }, { Type: 'User', Message: message }),
  };
}

function labelsOf(path: RegExp, pathname: string): Readonly<Record<string, string>> {
  const groups = Object.entries(path.exec(pathname)?.groups ?? {});
  return Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)]));
}

function response(status: number, headers: WireResponse['headers'], content: object): WireResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: jsonText(content) };
}
