import type { Answer } from './http.ts';
import { half, refusal, reset, timeout } from './wrong-answers.ts';

/** One request that is about to be sent, and what may be done with it. */
export interface Exchange {
  readonly service: string;
  /** As the SDK names it, without "Command". */
  readonly command: string;
  /** Same text, same question. */
  readonly question: string;
  /** Send it: it has its effect. */
  send(): Promise<Answer>;
  /** The first answer that this very question had before; undefined when it is the first time. */
  readonly earlier: Answer | undefined;
  /** The caller waits in vain for as long as it is willing to. */
  wait(): void;
}

/** How a request goes wrong. Throws where no answer comes. */
export interface FaultKind {
  readonly name: string;
  /** Where it cannot happen, as said by AWS's documentation; everywhere when absent. */
  happens?(exchange: Pick<Exchange, 'service' | 'command'>): boolean;
  /** Whether this request can go wrong like that by now. */
  ready?(exchange: Exchange): boolean;
  answer(exchange: Exchange): Promise<Answer>;
}

const WRITE = /^(Update|Put|Run|Invoke|Send|BatchDelete|Register)/;
const isRead = ({ command }: Pick<Exchange, 'command'>) => !WRITE.test(command);

export const FAULTS: readonly FaultKind[] = [
  refused('throttled', 'ThrottlingException', 'Rate exceeded', 400),
  refused('internal error', 'InternalServerError', 'We encountered an internal error', 500),
  refused(
    'expired credentials',
    'ExpiredTokenException',
    'The security token included in the request is expired',
    400,
  ),
  refused('denied', 'AccessDeniedException', 'User is not authorized to perform this operation', 403),
  {
    name: 'clock skew',
    async answer({ service }) {
      const answer = refusal(service, 'InvalidSignatureException', 'Signature expired: it is too old', 403);
      return {
        ...answer,
        headers: { ...answer.headers, date: new Date(Date.now() + 900_000).toUTCString() },
      };
    },
  },
  {
    name: '503 in HTML',
    answer: async () => ({
      status: 503,
      headers: { 'content-type': 'text/html' },
      body: '<h1>Try later</h1>',
    }),
  },
  {
    name: 'no answer, no effect',
    async answer({ wait }) {
      wait();
      throw timeout();
    },
  },
  {
    name: 'no answer after the effect',
    async answer({ send, wait }) {
      await send();
      wait();
      throw timeout();
    },
  },
  {
    name: 'reset before the effect',
    async answer() {
      throw reset();
    },
  },
  {
    name: 'reset after the effect',
    async answer({ send }) {
      await send();
      throw reset();
    },
  },
  { name: 'body cut off', answer: async ({ send }) => ({ ...half(await send()), cut: true }) },
  { name: 'half a body', answer: async ({ send }) => half(await send()) },
  { name: 'body is HTML', answer: async ({ send }) => ({ ...(await send()), body: '<html>welcome</html>' }) },
  {
    name: 'body without its fields',
    answer: async ({ send, service }) => ({ ...(await send()), body: service === 'ec2' ? '<R></R>' : '{}' }),
  },
  {
    name: 'stale read',
    // The ledger reads consistently, and a conditional write answers with what it wrote.
    happens: ({ service, command }) => isRead({ command }) && service !== 'dynamodb',
    ready: ({ earlier }) => earlier !== undefined,
    answer: async ({ send, earlier }) => earlier ?? send(),
  },
  {
    name: 'partial answer',
    happens: ({ service, command }) => service === 'ecs' && PARTS[command] !== undefined,
    async answer({ send, command }) {
      // RunTask places nothing then; the others leave out what they were asked for.
      const whole = command === 'RunTask' ? { status: 200, headers: {}, body: '{}' } : await send();
      const list = PARTS[command] ?? '';
      const body = {
        ...JSON.parse(whole.body),
        [list]: [],
        failures: [{ arn: 'arn:aws:ecs:x', reason: 'AGENT' }],
      };
      return { ...whole, body: JSON.stringify(body) };
    },
  },
  {
    name: 'a page is missing',
    happens: ({ command }) => PAGES[command] !== undefined,
    async answer({ send, command, question }) {
      const token = PAGES[command] ?? '';
      if (question.includes('lost-page')) throw reset();
      const whole = await send();
      return { ...whole, body: JSON.stringify({ ...JSON.parse(whole.body), [token]: 'lost-page' }) };
    },
  },
];

/** Where answers to ECS's batches stand, beside their `failures`. */
const PARTS: Readonly<Record<string, string>> = {
  DescribeClusters: 'clusters',
  DescribeServices: 'services',
  DescribeServiceRevisions: 'serviceRevisions',
  DescribeTasks: 'tasks',
  RunTask: 'tasks',
};

/** What names the next page. */
const PAGES: Readonly<Record<string, string>> = {
  ListRules: 'NextToken',
  ListTargetsByRule: 'NextToken',
  ListSchedules: 'NextToken',
  ListServiceDeployments: 'nextToken',
  DescribeRepositories: 'nextToken',
  DescribeImages: 'nextToken',
  DescribeImageScanFindings: 'nextToken',
  ListClusters: 'nextToken',
  ListTasks: 'nextToken',
  ListTaskDefinitionFamilies: 'nextToken',
  ListTaskDefinitions: 'nextToken',
  ListFunctions: 'NextMarker',
  ListCoverage: 'nextToken',
};

function refused(name: string, code: string, message: string, status: number): FaultKind {
  return { name, answer: async ({ service }) => refusal(service, code, message, status) };
}
