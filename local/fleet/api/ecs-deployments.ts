import type {
  DescribeServiceDeploymentsRequest,
  DescribeServiceDeploymentsResponse,
  DescribeServiceRevisionsRequest,
  DescribeServiceRevisionsResponse,
  ListServiceDeploymentsRequest,
  ListServiceDeploymentsResponse,
  ServiceDeployment,
  ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs';
import { activeServiceOf, clusterOf } from '../lookup.ts';
import type { ServiceModel, World } from '../model.ts';
import { checkCount, ecsPage, lookUp } from './ecs-input.ts';

/** Newest first. */
export function listServiceDeployments(
  world: World,
  input: ListServiceDeploymentsRequest,
): ListServiceDeploymentsResponse {
  const service = activeServiceOf(clusterOf(world, input.cluster), input.service);
  const wanted = [...service.history].reverse().filter((entry) => isWanted(entry, input));
  const { items, ...next } = ecsPage(wanted, input, 20);
  return { serviceDeployments: items.map(brief), ...next };
}

export function describeServiceDeployments(
  world: World,
  input: DescribeServiceDeploymentsRequest,
): DescribeServiceDeploymentsResponse {
  checkCount('serviceDeploymentArns', input.serviceDeploymentArns, 20);
  const { found, failures } = lookUp(input.serviceDeploymentArns, (arn) =>
    ownerOf(world, arn)?.history.find((entry) => entry.serviceDeploymentArn === arn),
  );
  return { serviceDeployments: [...found], failures };
}

export function describeServiceRevisions(
  world: World,
  input: DescribeServiceRevisionsRequest,
): DescribeServiceRevisionsResponse {
  checkCount('serviceRevisionArns', input.serviceRevisionArns, 20);
  const { found, failures } = lookUp(input.serviceRevisionArns, (arn) =>
    ownerOf(world, arn)?.revisions.get(arn),
  );
  return { serviceRevisions: [...found], failures };
}

function isWanted(entry: ServiceDeployment, input: ListServiceDeploymentsRequest): boolean {
  const statuses = input.status ?? [];
  const created = entry.createdAt?.getTime() ?? 0;
  return (
    (statuses.length === 0 || (entry.status !== undefined && statuses.includes(entry.status))) &&
    created <= (input.createdAt?.before?.getTime() ?? Number.POSITIVE_INFINITY) &&
    created >= (input.createdAt?.after?.getTime() ?? 0)
  );
}

function brief(entry: ServiceDeployment): ServiceDeploymentBrief {
  const { serviceDeploymentArn, serviceArn, clusterArn, createdAt, startedAt, finishedAt } = entry;
  const { status, statusReason } = entry;
  const targetServiceRevisionArn = entry.targetServiceRevision?.arn;
  const times = { createdAt, startedAt, finishedAt };
  return {
    serviceDeploymentArn,
    serviceArn,
    clusterArn,
    ...times,
    status,
    statusReason,
    targetServiceRevisionArn,
  };
}

/** The ARNs of deployments and revisions end in `<cluster>/<service>/<id>`. */
export function ownerOf(world: World, arn: string): ServiceModel | undefined {
  const [cluster = '', service = ''] = arn.split('/').slice(-3);
  return world.clusters.get(cluster)?.services.get(service);
}
