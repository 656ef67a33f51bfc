import { DescribePullThroughCacheRulesCommand, type ECRClient } from '@aws-sdk/client-ecr';
import type { PullThroughRule } from '../../domain/repository-settings.ts';
import { need, type Reading, read } from '../read.ts';

const READING: Reading = {
  action: 'ecr:DescribePullThroughCacheRules',
  what: 'what the registry caches of others',
};
/** The most that one page takes. */
const PER_PAGE = 1000;

/** Every pull-through cache rule of the registry, all pages. Throws ReadError. */
export async function readPullThroughRules(ecr: ECRClient): Promise<readonly PullThroughRule[]> {
  const found: PullThroughRule[] = [];
  let nextToken: string | undefined;
  do {
    const page = await read(READING, () =>
      ecr.send(new DescribePullThroughCacheRulesCommand({ maxResults: PER_PAGE, nextToken })),
    );
    for (const rule of need(page.pullThroughCacheRules, 'pullThroughCacheRules', READING)) {
      found.push({
        prefix: need(rule.ecrRepositoryPrefix, 'ecrRepositoryPrefix', READING),
        upstream: need(rule.upstreamRegistryUrl, 'upstreamRegistryUrl', READING),
        // Rules from before there was a choice come without it.
        within: rule.upstreamRepositoryPrefix ?? 'ROOT',
      });
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}
