import {
  type CreatePullThroughCacheRuleRequest,
  type CreatePullThroughCacheRuleResponse,
  type DescribePullThroughCacheRulesRequest,
  type DescribePullThroughCacheRulesResponse,
  type PullThroughCacheRule,
  PullThroughCacheRuleAlreadyExistsException,
} from '@aws-sdk/client-ecr';
import { pageOf } from '../api/paging.ts';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { invalid } from './errors.ts';

/** The rule is kept; what would be pulled through it is not simulated. */
export function createPullThroughCacheRule(
  { account, registry, timeline }: World,
  input: CreatePullThroughCacheRuleRequest,
): CreatePullThroughCacheRuleResponse {
  const { ecrRepositoryPrefix = '', upstreamRepositoryPrefix = 'ROOT' } = input;
  if (registry.caches.some((one) => one.ecrRepositoryPrefix === ecrRepositoryPrefix)) {
    const message = `A pull through cache rule with the prefix '${ecrRepositoryPrefix}' already exists`;
    throw new PullThroughCacheRuleAlreadyExistsException(refusal(message));
  }
  const createdAt = new Date(timeline.now());
  const rule: PullThroughCacheRule = { ...input, upstreamRepositoryPrefix, registryId: account, createdAt };
  registry.caches.push(rule);
  return rule;
}

export function describePullThroughCacheRules(
  { registry }: World,
  { maxResults = 100, nextToken: token }: DescribePullThroughCacheRulesRequest,
): DescribePullThroughCacheRulesResponse {
  const { items, nextToken } = pageOf(registry.caches, token, maxResults, () => invalid('Invalid token'));
  return { pullThroughCacheRules: items, nextToken };
}
