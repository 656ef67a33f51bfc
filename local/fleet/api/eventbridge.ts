import {
  type ListRulesRequest,
  type ListRulesResponse,
  type ListTargetsByRuleRequest,
  type ListTargetsByRuleResponse,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { partitionOf } from '../arns.ts';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { pageOf } from './paging.ts';

const MOST_ITEMS = 100;

/** There is only the bus `default`. */
export function listTargetsByRule(world: World, input: ListTargetsByRuleRequest): ListTargetsByRuleResponse {
  const bus = input.EventBusName ?? 'default';
  const targets = bus === 'default' ? world.rules.get(input.Rule ?? '') : undefined;
  if (targets === undefined) throw missing(`Rule ${input.Rule} does not exist on EventBus ${bus}.`);
  const { items, nextToken } = pageOf(targets, input.NextToken, input.Limit ?? MOST_ITEMS, badToken);
  return { Targets: items, ...(nextToken !== undefined && { NextToken: nextToken }) };
}

export function listRules(world: World, input: ListRulesRequest): ListRulesResponse {
  const names = [...world.rules.keys()].filter((name) => name.startsWith(input.NamePrefix ?? ''));
  const { items, nextToken } = pageOf(names, input.NextToken, input.Limit ?? MOST_ITEMS, badToken);
  const prefix = `arn:${partitionOf(world.region)}:events:${world.region}:${world.account}:rule/`;
  return {
    Rules: items.map((Name) => ({
      Name,
      Arn: `${prefix}${Name}`,
      State: 'ENABLED',
      EventBusName: 'default',
    })),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

function badToken(): Error {
  return missing('NextToken is not valid.');
}

function missing(message: string): ResourceNotFoundException {
  return new ResourceNotFoundException(refusal(message));
}
