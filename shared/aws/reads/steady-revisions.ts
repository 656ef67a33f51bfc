import {
  DescribeServiceRevisionsCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  type ListServiceDeploymentsCommandOutput,
  type ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs';
import type { SteadyRevision } from '../../domain/fleet.ts';
import { hasName } from '../failures.ts';
import { need, onlyMissing, read } from '../read.ts';

/** As many as one DescribeServiceRevisions takes; nobody wants to go further back than this. */
const NEWEST = 20;

/**
 * The deployments that ended SUCCESSFUL, newest first, each task definition once. ECS keeps them for 90 days.
 * Empty when there was none, and for services that are not deployed by ECS itself.
 */
export async function readSteadyRevisions(
  ecs: ECSClient,
  cluster: string,
  service: string,
): Promise<readonly SteadyRevision[]> {
  const newest = (await readDeployments(ecs, cluster, service)).slice(0, NEWEST);
  const definitions = await readTaskDefinitions(ecs, newest, service);
  const steady = new Map<string, SteadyRevision>();
  for (const { revision, finishedAt } of newest) {
    const taskDefinitionArn = definitions.get(revision);
    if (taskDefinitionArn === undefined || steady.has(taskDefinitionArn)) continue;
    steady.set(taskDefinitionArn, { taskDefinitionArn, finishedAt });
  }
  return [...steady.values()];
}

interface Finished {
  readonly revision: string;
  readonly finishedAt: string;
}

/** All pages, sorted here: the order of the answer is not documented. */
async function readDeployments(
  ecs: ECSClient,
  cluster: string,
  service: string,
): Promise<readonly Finished[]> {
  const reading = {
    action: 'ecs:ListServiceDeployments',
    what: `the deployments of service "${service}" of ${cluster}`,
  };
  return read(reading, async () => {
    const briefs = await listSuccessful(ecs, cluster, service);
    return briefs
      .map((brief) => ({
        revision: need(brief.targetServiceRevisionArn, 'targetServiceRevisionArn', reading),
        finishedAt: need(brief.finishedAt, 'finishedAt', reading).toISOString(),
      }))
      .sort((a, b) => (a.finishedAt > b.finishedAt ? -1 : 1));
  });
}

async function listSuccessful(ecs: ECSClient, cluster: string, service: string) {
  const briefs: ServiceDeploymentBrief[] = [];
  const query = { cluster, service, status: ['SUCCESSFUL' as const], maxResults: 100 };
  try {
    let nextToken: string | undefined;
    do {
      const page: ListServiceDeploymentsCommandOutput = await ecs.send(
        new ListServiceDeploymentsCommand({ ...query, nextToken }),
      );
      briefs.push(...(page.serviceDeployments ?? []));
      nextToken = page.nextToken;
    } while (nextToken);
  } catch (error) {
    if (!hasName(error, 'ServiceNotFoundException', 'UnsupportedFeatureException')) throw error;
  }
  return briefs;
}

/** Service revision -> task definition. Revisions that are gone are left out: nothing can go back to them. */
async function readTaskDefinitions(ecs: ECSClient, deployments: readonly Finished[], service: string) {
  const definitions = new Map<string, string>();
  const serviceRevisionArns = [...new Set(deployments.map(({ revision }) => revision))];
  if (serviceRevisionArns.length === 0) return definitions;

  const reading = {
    action: 'ecs:DescribeServiceRevisions',
    what: `the revisions of service "${service}"`,
  };
  return read(reading, async () => {
    const found = await ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns }));
    onlyMissing(found.failures, reading);
    for (const revision of found.serviceRevisions ?? []) {
      const arn = need(revision.serviceRevisionArn, 'serviceRevisionArn', reading);
      definitions.set(arn, need(revision.taskDefinition, 'taskDefinition', reading));
    }
    return definitions;
  });
}
