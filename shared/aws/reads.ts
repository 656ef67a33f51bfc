import type { FleetReads } from '../domain/fleet.ts';
import type { Reads } from '../domain/reads.ts';
import type { Clients } from './clients.ts';
import type { ResponseClients } from './response-clients.ts';
import { createScalingReads, SCALING_PERMISSIONS } from './scaling-reads.ts';
import { createSettingsReads, SETTINGS_PERMISSIONS } from './settings-reads.ts';
import { USE_PERMISSIONS } from './uses/permissions.ts';

/**
 * The IAM actions that each read needs, as the roles in the template must grant them. A playbook that uses a
 * read declares these among its `permissions`.
 */
export const READ_PERMISSIONS: Readonly<Record<keyof Reads, readonly string[]>> = {
  service: ['ecs:DescribeServices'],
  steadyRevisions: ['ecs:ListServiceDeployments', 'ecs:DescribeServiceRevisions'],
  serviceDeployment: ['ecs:DescribeServiceDeployments'],
  serviceRevision: ['ecs:DescribeServiceRevisions'],
  taskDefinition: ['ecs:DescribeTaskDefinition'],
  tasks: ['ecs:DescribeTasks'],
  cluster: ['ecs:DescribeClusters'],
  network: [
    'events:ListTargetsByRule',
    'events:ListRules',
    'scheduler:GetSchedule',
    'scheduler:ListSchedules',
    'ec2:DescribeNetworkInterfaces',
  ],
  logTail: ['logs:GetLogEvents'],
  repositories: ['ecr:DescribeRepositories'],
  images: ['ecr:DescribeImages', 'ecr:BatchGetImage'],
  image: ['ecr:DescribeImages', 'ecr:BatchGetImage'],
  someImages: ['ecr:DescribeImages'],
  repositoryTags: ['ecr:ListTagsForResource'],
  publicRepositories: ['ecr-public:DescribeRepositories'],
  publicImages: ['ecr-public:DescribeImages'],
  publicRepositoryTags: ['ecr-public:ListTagsForResource'],
  ...SETTINGS_PERMISSIONS,
  ...SCALING_PERMISSIONS,
  imageUses: [...new Set(Object.values(USE_PERMISSIONS).flat())].sort(),
  imageScan: ['ecr:DescribeImageScanFindings'],
  imageManifest: ['ecr:BatchGetImage'],
};

/** Reads the real fleet. Each read lives in its own file and is loaded, with its SDK commands, when first used. */
export function createReads(clients: Clients): FleetReads {
  return {
    service: async (clusterArn, name) =>
      (await import('./reads/service.ts')).readService(await clients.ecs(), clusterArn, name),
    steadyRevisions: async (clusterArn, service) =>
      (await import('./reads/steady-revisions.ts')).readSteadyRevisions(
        await clients.ecs(),
        clusterArn,
        service,
      ),
    serviceDeployment: async (arn) =>
      (await import('./reads/service-deployment.ts')).readServiceDeployment(await clients.ecs(), arn),
    serviceRevision: async (arn) =>
      (await import('./reads/service-revision.ts')).readServiceRevision(await clients.ecs(), arn),
    taskDefinition: async (arn) =>
      (await import('./reads/task-definition.ts')).readTaskDefinition(await clients.ecs(), arn),
    tasks: async (clusterArn, taskArns) =>
      (await import('./reads/tasks.ts')).readTasks(await clients.ecs(), clusterArn, taskArns),
    cluster: async (clusterArn) =>
      (await import('./reads/cluster.ts')).readCluster(await clients.ecs(), clusterArn),
    network: async (task) => (await import('./reads/network.ts')).readNetwork(clients, task),
    logTail: async (log, container, taskId, lines) =>
      (await import('./reads/log-tail.ts')).readLogTail(
        await clients.logs(log.region),
        log,
        container,
        taskId,
        lines,
      ),
  };
}

/** What only responses ask: of the registry, who uses which image, and of what scales. */
export function createAllReads(clients: ResponseClients): Reads {
  return {
    ...createReads(clients),
    ...createSettingsReads(clients),
    ...createScalingReads(clients),
    repositories: async () => (await import('./reads/repositories.ts')).readRepositories(await clients.ecr()),
    images: async (repository) =>
      (await import('./reads/images.ts')).readImages(await clients.ecr(), repository),
    image: async (repository, id) =>
      (await import('./reads/images.ts')).readImage(await clients.ecr(), repository, id),
    someImages: async (repository, digests) =>
      (await import('./reads/images.ts')).readSomeImages(await clients.ecr(), repository, digests),
    repositoryTags: async (arn) =>
      (await import('./reads/repositories.ts')).readRepositoryTags(await clients.ecr(), arn),
    publicRepositories: async () =>
      (await import('./reads/public-repositories.ts')).readPublicRepositories(await clients.ecrPublic()),
    publicImages: async (repository) =>
      (await import('./reads/public-images.ts')).readPublicImages(await clients.ecrPublic(), repository),
    publicRepositoryTags: async (arn) =>
      (await import('./reads/public-repositories.ts')).readPublicRepositoryTags(
        await clients.ecrPublic(),
        arn,
      ),
    imageScan: async (repository, digest) =>
      (await import('./reads/image-scan.ts')).readImageScan(await clients.ecr(), repository, digest),
    imageManifest: async (repository, reference) =>
      (await import('./reads/image-manifest.ts')).readImageManifest(
        await clients.ecr(),
        repository,
        reference,
      ),
    imageUses: async (scope) => (await import('./uses.ts')).readUseGraph(clients, scope),
  };
}
