import type { Service } from '@aws-sdk/client-apprunner';
import type { CoveredResource } from '@aws-sdk/client-inspector2';
import type { GetFunctionResponse } from '@aws-sdk/client-lambda';
import { partitionOf } from './arns.ts';
import { imageDigest } from './containers.ts';
import type { World } from './model.ts';

/** What runs images without ECS, as far as its APIs tell of them. */
export interface Workloads {
  /** Lambda functions by name; each holds its versions, oldest first, and then `$LATEST`. */
  readonly functions: Map<string, Map<string, GetFunctionResponse>>;
  /** App Runner services by ARN. */
  readonly appRunner: Map<string, Service>;
  /** What Inspector scans; `undefined` while it is off. */
  coverage: CoveredResource[] | undefined;
  /** ARNs of roles that may be assumed, in whatever account. */
  readonly roles: Set<string>;
}

/** The script of a story, as far as it is about these. */
export interface WorkloadScript {
  /** Set a Lambda function's image, and publish it as the next version. Gives the version. */
  putImageFunction(name: string, image: string): string;
  /** An App Runner service that deploys an image; without one it is built from source code. Gives the ARN. */
  putAppRunnerService(name: string, image?: string): string;
  /** Turn Inspector on; with a digest, it sees that image running so many times. */
  putInspected(repository?: string, digest?: string, inUseCount?: number): void;
  /** Let this account assume a role of another. */
  putRole(arn: string): void;
}

export function createWorkloads(): Workloads {
  return { functions: new Map(), appRunner: new Map(), coverage: undefined, roles: new Set() };
}

export function workloadScript(world: World): WorkloadScript {
  const { workloads } = world;
  return {
    putImageFunction: (name, image) => putImageFunction(world, name, image),
    putAppRunnerService: (name, image) => putAppRunnerService(world, name, image),
    putInspected: (repository, digest, inUseCount = 1) => {
      workloads.coverage ??= [];
      if (repository === undefined || digest === undefined) return;
      workloads.coverage.push(covered(world, `repository/${repository}/${digest}`, inUseCount));
    },
    putRole: (arn) => {
      workloads.roles.add(arn);
    },
  };
}

/** Lambda resolves a tag once, when the code is set. */
function putImageFunction(world: World, name: string, image: string): string {
  const versions = world.workloads.functions.get(name) ?? new Map<string, GetFunctionResponse>();
  const published = String(Math.max(1, versions.size));
  const arn = arnOf(world, 'lambda', `function:${name}`);
  const resolved = `${image.replace(/[:@][^/]*$/, '')}@${imageDigest(image)}`;
  const record = (Version: string): GetFunctionResponse => ({
    Configuration: {
      FunctionName: name,
      FunctionArn: `${arn}:${Version}`,
      PackageType: 'Image',
      Version,
      State: 'Active',
    },
    Code: { RepositoryType: 'ECR', ImageUri: image, ResolvedImageUri: resolved },
  });
  versions.delete('$LATEST');
  versions.set(published, record(published)).set('$LATEST', record('$LATEST'));
  world.workloads.functions.set(name, versions);
  return published;
}

function putAppRunnerService(world: World, name: string, image: string | undefined): string {
  const ServiceArn = arnOf(world, 'apprunner', `service/${name}/${imageDigest(name).slice(7, 39)}`);
  const ImageRepository = image && { ImageIdentifier: image, ImageRepositoryType: 'ECR' as const };
  const moment = new Date(world.timeline.now());
  world.workloads.appRunner.set(ServiceArn, {
    ServiceName: name,
    ServiceId: ServiceArn.slice(-32),
    ServiceArn,
    CreatedAt: moment,
    UpdatedAt: moment,
    Status: 'RUNNING',
    SourceConfiguration: ImageRepository ? { ImageRepository } : { CodeRepository: undefined },
    InstanceConfiguration: {},
    AutoScalingConfigurationSummary: {},
    NetworkConfiguration: {},
  });
  return ServiceArn;
}

function covered(world: World, resource: string, inUseCount: number): CoveredResource {
  return {
    resourceType: 'AWS_ECR_CONTAINER_IMAGE',
    resourceId: arnOf(world, 'ecr', resource),
    accountId: world.account,
    scanType: 'PACKAGE',
    scanStatus: { statusCode: 'ACTIVE', reason: 'SUCCESSFUL' },
    resourceMetadata: { ecrImage: { inUseCount, lastInUseAt: new Date(world.timeline.now()) } },
  };
}

function arnOf(world: World, service: string, resource: string): string {
  return `arn:${partitionOf(world.region)}:${service}:${world.region}:${world.account}:${resource}`;
}
