import {
  type ECRClient,
  GetLifecyclePolicyCommand,
  GetLifecyclePolicyPreviewCommand,
  type GetLifecyclePolicyPreviewResponse,
  type LifecyclePolicyPreviewResult,
} from '@aws-sdk/client-ecr';
import { type LifecyclePreview, normalPolicy } from '../../domain/repository-settings.ts';
import { need, type Reading } from '../read.ts';
import { readUnless } from './read-unless.ts';

/** The most that one page takes when no images are named. */
const PER_PAGE = 100;

/** As `normalPolicy` writes it; empty when the repository has none or is gone. Throws ReadError. */
export async function readLifecyclePolicy(ecr: ECRClient, repositoryName: string): Promise<string> {
  const reading = { action: 'ecr:GetLifecyclePolicy', what: `the lifecycle policy of ${repositoryName}` };
  const answer = await readUnless(
    reading,
    ['LifecyclePolicyNotFoundException', 'RepositoryNotFoundException'],
    () => ecr.send(new GetLifecyclePolicyCommand({ repositoryName })),
  );
  return answer === undefined
    ? ''
    : normalPolicy(need(answer.lifecyclePolicyText, 'lifecyclePolicyText', reading));
}

/** The last preview that was started for a repository, all pages of it; undefined when there is none. */
export async function readLifecyclePreview(
  ecr: ECRClient,
  repositoryName: string,
): Promise<LifecyclePreview | undefined> {
  const what = `the preview of a lifecycle policy of ${repositoryName}`;
  const reading = { action: 'ecr:GetLifecyclePolicyPreview', what };
  const results: LifecyclePolicyPreviewResult[] = [];
  let page: GetLifecyclePolicyPreviewResponse | undefined;
  do {
    const input = { repositoryName, maxResults: PER_PAGE, nextToken: page?.nextToken };
    page = await readUnless(
      reading,
      ['LifecyclePolicyPreviewNotFoundException', 'RepositoryNotFoundException'],
      () => ecr.send(new GetLifecyclePolicyPreviewCommand(input)),
    );
    if (page === undefined) return undefined;
    results.push(...(page.previewResults ?? []));
  } while (page.nextToken !== undefined);
  return {
    policy: normalPolicy(need(page.lifecyclePolicyText, 'lifecyclePolicyText', reading)),
    status: need(page.status, 'status', reading),
    effects: results.map((result) => effectOf(result, reading)),
  };
}

function effectOf({ imageDigest, action }: LifecyclePolicyPreviewResult, reading: Reading) {
  return {
    digest: need(imageDigest, 'imageDigest', reading),
    type: need(action?.type, 'action.type', reading),
  };
}
