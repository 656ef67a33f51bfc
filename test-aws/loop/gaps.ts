import type { CommandAnswer, Intercept } from '../../shared/aws/intercept.ts';

const ARN = 'arn:aws:ecs:eu-west-1:123456789012';
const REVISION = `${ARN}:service-revision/prod/api/4980306466373577095`;
const API = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/';

type Answer = (next: () => Promise<CommandAnswer>) => Promise<CommandAnswer>;

/** What a rollback needs and moto does not have, answered in its place as the API reference has it. */
export interface Gap {
  readonly what: string;
  readonly source: string;
  /** `steady`: the ARN of the task definition that was. */
  answer(steady: string): Answer;
}

export const GAPS: Readonly<Record<string, Gap>> = {
  ListServiceDeployments: {
    what: 'one deployment that succeeded',
    source: `${API}API_ListServiceDeployments.html`,
    answer: () => async () =>
      answered({
        serviceDeployments: [
          {
            serviceDeploymentArn: `${ARN}:service-deployment/prod/api/NCWGC2ZR-taawPAYrIaU5`,
            targetServiceRevisionArn: REVISION,
            status: 'SUCCESSFUL',
            finishedAt: new Date('2026-11-01T10:00:00Z'),
          },
        ],
      }),
  },
  DescribeServiceRevisions: {
    what: 'its revision, with the task definition',
    source: `${API}API_DescribeServiceRevisions.html`,
    answer: (taskDefinition) => async () =>
      answered({ serviceRevisions: [{ serviceRevisionArn: REVISION, taskDefinition }], failures: [] }),
  },
  DescribeClusters: {
    what: "moto's own answer, with six active services instead of none",
    source: `${API}API_Cluster.html`,
    answer: () => async (next) => {
      const { output } = await next();
      const { clusters = [] } = output as { clusters?: readonly object[] };
      return answered({ ...output, clusters: clusters.map((one) => ({ ...one, activeServicesCount: 6 })) });
    },
  },
};

/** Puts these answers in front of moto, or some of them. */
export function fillGaps(steady: string, commands: readonly string[] = Object.keys(GAPS)): Intercept {
  return (client) =>
    client.middlewareStack.add(
      (next, { commandName = '' }) => {
        const command = commandName.replace(/Command$/, '');
        const gap = commands.includes(command) ? GAPS[command] : undefined;
        return (call) => (gap ? gap.answer(steady)(() => next(call)) : next(call));
      },
      { step: 'initialize', name: 'gaps' },
    );
}

function answered(output: object): CommandAnswer {
  return { output: { $metadata: {}, ...output }, response: undefined };
}
