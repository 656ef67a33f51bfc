import { DescribeRepositoriesCommand, type ECRClient, ListTagsForResourceCommand } from '@aws-sdk/client-ecr';
import type { Repository } from '../../domain/image.ts';
import { need, type Reading, read } from '../read.ts';

const READING: Reading = { action: 'ecr:DescribeRepositories', what: 'the repositories of the registry' };
/** The most that one page takes. */
const PER_PAGE = 1000;

/** Every repository of the account's registry in this Region, all pages. */
export async function readRepositories(ecr: ECRClient): Promise<readonly Repository[]> {
  const found: Repository[] = [];
  let nextToken: string | undefined;
  do {
    const page = await read(READING, () =>
      ecr.send(new DescribeRepositoriesCommand({ maxResults: PER_PAGE, nextToken })),
    );
    for (const { repositoryArn, repositoryName, repositoryUri } of need(
      page.repositories,
      'repositories',
      READING,
    )) {
      const name = need(repositoryName, 'repositoryName', READING);
      const uri = need(repositoryUri, 'repositoryUri', READING);
      found.push({
        arn: need(repositoryArn, 'repositoryArn', READING),
        name,
        registry: uri.slice(0, uri.indexOf('/')),
      });
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}

/** The tags that people put on a repository. */
export async function readRepositoryTags(
  ecr: ECRClient,
  repositoryArn: string,
): Promise<Readonly<Record<string, string>>> {
  const reading = { action: 'ecr:ListTagsForResource', what: `the tags of ${repositoryArn}` };
  const { tags } = await read(reading, () =>
    ecr.send(new ListTagsForResourceCommand({ resourceArn: repositoryArn })),
  );
  return Object.fromEntries((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
}
