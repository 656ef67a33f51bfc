import {
  DescribeImagesCommand,
  type DescribeImagesRequest,
  ECRClient,
  type ImageDetail,
} from '@aws-sdk/client-ecr';
import type { FleetEvent, FleetOptions } from '../../../../local/fleet/index.ts';
import { createStage, type Stage } from '../support.ts';

export const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';

/** A stage with a repository `web` and a real ECR client. */
export interface RegistryStage extends Stage {
  readonly ecr: ECRClient;
}

export function createRegistryStage(options: Partial<FleetOptions> = {}): RegistryStage {
  const stage = createStage(options);
  const ecr = new ECRClient({ region: 'eu-west-1' });
  stage.fleet.intercept(ecr);
  stage.fleet.createRepository({ name: 'web' });
  return { ...stage, ecr };
}

/** One page of `web`. */
export async function imagesOf(
  { ecr }: RegistryStage,
  input: Partial<DescribeImagesRequest> = {},
): Promise<ImageDetail[]> {
  const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'web', ...input }));
  return imageDetails ?? [];
}

/** What ECR said, as its `detail`. */
export function registryEvents({ events }: Stage): FleetEvent['detail'][] {
  return events.filter(({ source }) => source === 'aws.ecr').map(({ detail }) => detail);
}

/** Some digest that no image has. */
export const NO_DIGEST = `sha256:${'0'.repeat(64)}`;
