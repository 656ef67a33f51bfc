import type { Exchange, FaultKind } from '../fault.ts';
import { reset } from '../wrong-answers.ts';

const WRITE = /^(Update|Put|Run|Invoke|Send|BatchDelete|Register)/;
const isRead = ({ command }: Pick<Exchange, 'command'>) => !WRITE.test(command);

/** The answer reads well, and is old, or not all of it. */
export const NOT_ALL: readonly FaultKind[] = [
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
