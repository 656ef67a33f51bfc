import {
  DescribeServiceDeploymentsCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  type ServiceDeployment,
  type ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs';
import { hasName } from '../failures.ts';
import { allPages } from '../pages.ts';
import { onlyMissing, read } from '../read.ts';
import { chunks } from '../shapes.ts';

/** ARNs of service revisions. */
export interface Deployed {
  /** What the service is made of, comes from, or goes to now. */
  readonly deployed: readonly string[];
  /** Deployed with success in the last 90 days, newest first. */
  readonly successful: readonly string[];
}

/** DescribeServiceDeployments takes so many at once. */
const PER_CALL = 20;

/** Whatever is not one of these may still go on: the list of states is open. */
const ENDED: readonly unknown[] = ['SUCCESSFUL', 'STOPPED', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED'];

/** Empty for services that ECS does not deploy itself. `current`: the deployment that DescribeServices names. */
export async function readDeployed(
  ecs: ECSClient,
  cluster: string,
  service: string,
  current: string | undefined,
): Promise<Deployed> {
  const newestFirst = await listDeployments(ecs, cluster, service);
  const moving = newestFirst.filter((one, index) => index === 0 || !ENDED.includes(one.status));
  const arns = new Set([...moving.map((one) => one.serviceDeploymentArn), current].filter(isGiven));
  const parts = await describeDeployments(ecs, [...arns], service);
  return {
    deployed: [...new Set(parts.flatMap(revisionsOf))],
    successful: newestFirst
      .filter(({ status }) => status === 'SUCCESSFUL')
      .flatMap(({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? []),
  };
}

/** All pages, sorted here: the order of the answer is not documented. */
async function listDeployments(
  ecs: ECSClient,
  cluster: string,
  service: string,
): Promise<readonly ServiceDeploymentBrief[]> {
  const reading = { action: 'ecs:ListServiceDeployments', what: `the deployments of service ${service}` };
  const query = { cluster, service, maxResults: 100 };
  return read(reading, async () => {
    try {
      const briefs = await allPages(async (nextToken) => {
        const page = await ecs.send(new ListServiceDeploymentsCommand({ ...query, nextToken }));
        return { items: page.serviceDeployments, next: page.nextToken };
      });
      return briefs.toSorted((a, b) => moment(b) - moment(a));
    } catch (error) {
      if (hasName(error, ...NO_DEPLOYMENTS)) return [];
      throw error;
    }
  });
}

/** The service is gone by now, or another controller deploys it. */
const NO_DEPLOYMENTS = [
  'ServiceNotFoundException',
  'ServiceNotActiveException',
  'ClusterNotFoundException',
  'UnsupportedFeatureException',
];

function moment({ createdAt }: ServiceDeploymentBrief): number {
  return createdAt?.getTime() ?? Number.POSITIVE_INFINITY;
}

async function describeDeployments(
  ecs: ECSClient,
  arns: readonly string[],
  service: string,
): Promise<readonly ServiceDeployment[]> {
  const reading = {
    action: 'ecs:DescribeServiceDeployments',
    what: `the deployments of service ${service} that are on their way`,
  };
  const deployments: ServiceDeployment[] = [];
  for (const serviceDeploymentArns of chunks(arns, PER_CALL)) {
    const found = await read(reading, () =>
      ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [...serviceDeploymentArns] })),
    );
    onlyMissing(found.failures, reading);
    deployments.push(...(found.serviceDeployments ?? []));
  }
  return deployments;
}

/** Once a deployment was successful, nothing of the service is made of what it replaced. */
function revisionsOf(deployment: ServiceDeployment): readonly string[] {
  const { status, targetServiceRevision, sourceServiceRevisions = [], rollback } = deployment;
  const target = [targetServiceRevision?.arn].filter(isGiven);
  if (status === 'SUCCESSFUL') return target;
  const sources = sourceServiceRevisions.map(({ arn }) => arn);
  return [...target, ...[...sources, rollback?.serviceRevisionArn].filter(isGiven)];
}

function isGiven(arn: string | undefined): arn is string {
  return arn !== undefined;
}
