import {
  DescribeRepositoriesCommand,
  type ECRPUBLICClient,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-ecr-public';
import type { Repository } from '../../domain/image.ts';
import { PUBLIC_REGISTRY } from '../../domain/image-name.ts';
import { need, type Reading, read } from '../read.ts';
import { tagsOf } from '../shapes.ts';

const READING: Reading = { action: 'ecr-public:DescribeRepositories', what: 'the public repositories' };
/** The most that one page takes. */
const PER_PAGE = 1000;

/** Every repository of the account in ECR Public, all pages. Throws ReadError. */
export async function readPublicRepositories(ecrPublic: ECRPUBLICClient): Promise<readonly Repository[]> {
  const found: Repository[] = [];
  let nextToken: string | undefined;
  do {
    const command = new DescribeRepositoriesCommand({ maxResults: PER_PAGE, nextToken });
    const page = await read(READING, () => ecrPublic.send(command));
    for (const { repositoryArn, repositoryName } of need(page.repositories, 'repositories', READING)) {
      const arn = need(repositoryArn, 'repositoryArn', READING);
      found.push({ arn, name: need(repositoryName, 'repositoryName', READING), registry: PUBLIC_REGISTRY });
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}

/** The tags that people put on a public repository. Throws ReadError. */
export async function readPublicRepositoryTags(
  ecrPublic: ECRPUBLICClient,
  resourceArn: string,
): Promise<Readonly<Record<string, string>>> {
  const reading = { action: 'ecr-public:ListTagsForResource', what: `the tags of ${resourceArn}` };
  const { tags } = await read(reading, () => ecrPublic.send(new ListTagsForResourceCommand({ resourceArn })));
  return tagsOf((tags ?? []).map(({ Key, Value }) => ({ key: Key, value: Value })));
}
