import {
  type DescribeEventBusRequest,
  type DescribeEventBusResponse,
  type ListEventBusesRequest,
  type ListEventBusesResponse,
  type ListRulesRequest,
  type ListRulesResponse,
  type ListTargetsByRuleRequest,
  type ListTargetsByRuleResponse,
  type PutEventsRequest,
  type PutEventsResponse,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { lastPart, partitionOf } from '../arns.ts';
import { refusal } from '../errors.ts';
import { putEvent } from '../events.ts';
import type { World } from '../model.ts';
import { createRandom } from '../random.ts';
import { pageOf } from './paging.ts';

const MOST_ITEMS = 100;

const DEFAULT_BUS = 'default';

/** The default bus, and every other that has a rule. */
export function listEventBuses(world: World, input: ListEventBusesRequest): ListEventBusesResponse {
  const { items, nextToken } = pageOf(busesOf(world), input.NextToken, input.Limit ?? MOST_ITEMS, badToken);
  const EventBuses = items.map((Name) => ({ Name, Arn: arnOf(world, `event-bus/${Name}`) }));
  return { EventBuses, ...(nextToken !== undefined && { NextToken: nextToken }) };
}

/** By its name or its ARN. */
export function describeEventBus(world: World, input: DescribeEventBusRequest): DescribeEventBusResponse {
  const Name = lastPart(input.Name ?? DEFAULT_BUS);
  if (!busesOf(world).includes(Name)) throw missing(`Event bus ${Name} does not exist.`);
  return { Name, Arn: arnOf(world, `event-bus/${Name}`) };
}

function busesOf(world: World): readonly string[] {
  return [...new Set([DEFAULT_BUS, ...[...world.rules.keys()].map((key) => busOf(key))])];
}

export function listTargetsByRule(world: World, input: ListTargetsByRuleRequest): ListTargetsByRuleResponse {
  const bus = input.EventBusName ?? DEFAULT_BUS;
  const targets = world.rules.get(bus === DEFAULT_BUS ? (input.Rule ?? '') : `${bus}/${input.Rule}`);
  if (targets === undefined) throw missing(`Rule ${input.Rule} does not exist on EventBus ${bus}.`);
  const { items, nextToken } = pageOf(targets, input.NextToken, input.Limit ?? MOST_ITEMS, badToken);
  return { Targets: items, ...(nextToken !== undefined && { NextToken: nextToken }) };
}

export function listRules(world: World, input: ListRulesRequest): ListRulesResponse {
  const bus = input.EventBusName ?? DEFAULT_BUS;
  const names = [...world.rules.keys()]
    .filter((key) => busOf(key) === bus)
    .map(lastPart)
    .filter((name) => name.startsWith(input.NamePrefix ?? ''));
  const { items, nextToken } = pageOf(names, input.NextToken, input.Limit ?? MOST_ITEMS, badToken);
  const folder = bus === DEFAULT_BUS ? 'rule' : `rule/${bus}`;
  return {
    Rules: items.map((Name) => ({
      Name,
      Arn: arnOf(world, `${folder}/${Name}`),
      State: 'ENABLED',
      EventBusName: bus,
    })),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

/** A rule is known as `bus/name`, or by its name alone on the default bus. */
function busOf(key: string): string {
  const slash = key.lastIndexOf('/');
  return slash < 0 ? DEFAULT_BUS : key.slice(0, slash);
}

function arnOf(world: World, resource: string): string {
  return `arn:${partitionOf(world.region)}:events:${world.region}:${world.account}:${resource}`;
}

/** Takes events, up to 10 at once, and gives each an id, as AWS does even for a bus that is not there. */
export function putEvents(world: World, { Entries = [] }: PutEventsRequest): PutEventsResponse {
  const random = createRandom(world.seed, 'put-events', world.calls.length);
  for (const entry of Entries) {
    if (!busesOf(world).includes(lastPart(entry.EventBusName ?? DEFAULT_BUS))) continue;
    putEvent(world, random, {
      source: entry.Source ?? '',
      'detail-type': entry.DetailType ?? '',
      resources: entry.Resources ?? [],
      detail: JSON.parse(entry.Detail ?? '{}'),
    });
  }
  return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: random.uuid() })) };
}

function badToken(): Error {
  return missing('NextToken is not valid.');
}

function missing(message: string): ResourceNotFoundException {
  return new ResourceNotFoundException(refusal(message));
}
