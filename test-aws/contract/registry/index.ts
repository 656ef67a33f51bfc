import {
  CreateRepositoryCommand,
  type ECRClient,
  PutImageCommand,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
  TagResourceCommand,
} from '@aws-sdk/client-ecr';
import { ACCOUNT } from '../account.ts';
import { imageOf, indexOf, type Pushed, signatureOf } from './manifests.ts';
import { EXPIRING, PULL_POLICY } from './policies.ts';

export const repositoryArn = (name: string) => `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/${name}`;

export const SHOP = 'contract/shop';
export const RELEASE = { ...imageOf('release', 30_000_000), tags: ['1.0', 'stable'] };
export const BEFORE = { ...imageOf('before', 20_000_000), tags: ['0.9'] };
export const UNTAGGED = { ...imageOf('untagged', 10_000_000), tags: [] };
const SIGNATURE = { ...signatureOf(RELEASE), tags: [] };
/** Nobody ever pushed it. */
export const GONE = { digest: `sha256:${'0'.repeat(64)}`, tags: [] };

export const EMPTY = 'contract/empty';

/** With an image for two platforms. */
export const MULTI = 'contract/multi';
export const CHILDREN = { amd64: imageOf('amd64', 40_000_000), arm64: imageOf('arm64', 35_000_000) };
export const INDEX = { ...indexOf(CHILDREN), tags: ['2.0'] };

type Tagged = Pushed & { readonly tags: readonly string[] };

const REPOSITORIES: Readonly<Record<string, readonly Tagged[]>> = {
  [SHOP]: [RELEASE, BEFORE, UNTAGGED, SIGNATURE],
  [EMPTY]: [],
  [MULTI]: [...Object.values(CHILDREN).map((child) => ({ ...child, tags: [] })), INDEX],
};

/** The registry of the contract, made on either side with the calls that make it in AWS. */
export async function fillRegistry(ecr: ECRClient): Promise<void> {
  for (const [repositoryName, images] of Object.entries(REPOSITORIES)) {
    const tags = [{ Key: 'team', Value: 'payments' }];
    await ecr.send(new CreateRepositoryCommand({ repositoryName, tags }));
    for (const image of images) await push(ecr, repositoryName, image);
  }
  const keep = [{ Key: 'watchkeeper', Value: 'keep' }];
  await ecr.send(new TagResourceCommand({ resourceArn: repositoryArn(SHOP), tags: keep }));
  await ecr.send(new PutLifecyclePolicyCommand({ repositoryName: SHOP, lifecyclePolicyText: EXPIRING }));
  await ecr.send(new SetRepositoryPolicyCommand({ repositoryName: SHOP, policyText: PULL_POLICY }));
}

/** Once for each tag, as `docker push` does, and once for an image without any. */
async function push(
  ecr: ECRClient,
  repositoryName: string,
  { manifest, digest, tags }: Tagged,
): Promise<void> {
  const input = { repositoryName, imageManifest: manifest, imageDigest: digest };
  for (const imageTag of tags.length > 0 ? tags : [undefined]) {
    await ecr.send(new PutImageCommand({ ...input, imageTag }));
  }
}
