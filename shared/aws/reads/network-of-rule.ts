import {
  type EventBridgeClient,
  ListRulesCommand,
  type ListRulesCommandOutput,
  ListTargetsByRuleCommand,
  type ListTargetsByRuleCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { NetworkConfiguration } from '../../domain/fleet-action.ts';
import { hasName } from '../failures.ts';
import { read } from '../read.ts';
import type { Starter } from './starter.ts';
import { type EcsTarget, networkOfTargets, type Wanted } from './target.ts';

/** What the rule, on the default event bus, says about the wanted task. */
export async function readNetworkOfRule(
  events: EventBridgeClient,
  starter: Starter,
  wanted: Wanted,
): Promise<NetworkConfiguration | undefined> {
  const rules = starter.cut ? await rulesLike(events, starter.name) : [starter.name];
  const targets: EcsTarget[] = [];
  for (const rule of rules) targets.push(...(await targetsOf(events, rule)));
  return networkOfTargets(targets, wanted);
}

async function rulesLike(events: EventBridgeClient, NamePrefix: string): Promise<readonly string[]> {
  const reading = { action: 'events:ListRules', what: `the rules that begin with "${NamePrefix}"` };
  return read(reading, async () => {
    const names: string[] = [];
    let NextToken: string | undefined;
    do {
      const page: ListRulesCommandOutput = await events.send(new ListRulesCommand({ NamePrefix, NextToken }));
      for (const rule of page.Rules ?? []) if (rule.Name !== undefined) names.push(rule.Name);
      NextToken = page.NextToken;
    } while (NextToken);
    return names;
  });
}

async function targetsOf(events: EventBridgeClient, Rule: string): Promise<readonly EcsTarget[]> {
  const reading = { action: 'events:ListTargetsByRule', what: `the targets of rule "${Rule}"` };
  return read(reading, async () => {
    const targets: EcsTarget[] = [];
    let NextToken: string | undefined;
    do {
      const page = await targetPage(events, Rule, NextToken);
      targets.push(...(page?.Targets ?? []));
      NextToken = page?.NextToken;
    } while (NextToken);
    return targets;
  });
}

async function targetPage(
  events: EventBridgeClient,
  Rule: string,
  NextToken: string | undefined,
): Promise<ListTargetsByRuleCommandOutput | undefined> {
  try {
    return await events.send(new ListTargetsByRuleCommand({ Rule, NextToken }));
  } catch (error) {
    if (hasName(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}
