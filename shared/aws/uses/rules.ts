import {
  type EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import type { ImageUse } from '../../domain/image.ts';
import { hasName } from '../failures.ts';
import { allPages, type Page } from '../pages.ts';
import { read } from '../read.ts';
import { type Place, usesBy } from './place.ts';

/** The images of the tasks that EventBridge rules start, on every bus; also of disabled rules, which may be enabled. */
export async function readRuleUses(place: Place): Promise<readonly ImageUse[]> {
  const events = await place.clients.eventBridge();
  const uses: ImageUse[] = [];
  for (const bus of await listBuses(events)) {
    for (const rule of await listRules(events, bus)) {
      for (const definition of await listDefinitions(events, bus, rule)) {
        uses.push(...usesBy('scheduled', `rule ${rule}`, await place.imagesOf(definition)));
      }
    }
  }
  return uses;
}

async function listBuses(events: EventBridgeClient): Promise<readonly string[]> {
  const reading = { action: 'events:ListEventBuses', what: 'the list of event buses' };
  return read(reading, () =>
    allPages(async (NextToken) => {
      const page = await events.send(new ListEventBusesCommand({ NextToken }));
      return { items: page.EventBuses?.flatMap(({ Name }) => Name ?? []), next: page.NextToken };
    }),
  );
}

async function listRules(events: EventBridgeClient, EventBusName: string): Promise<readonly string[]> {
  const reading = { action: 'events:ListRules', what: `the rules of event bus ${EventBusName}` };
  return read(reading, () =>
    pagesOfWhatExists(async (NextToken) => {
      const page = await events.send(new ListRulesCommand({ EventBusName, NextToken }));
      return { items: page.Rules?.flatMap(({ Name }) => Name ?? []), next: page.NextToken };
    }),
  );
}

/** The task definitions that a rule's targets name. */
async function listDefinitions(
  events: EventBridgeClient,
  EventBusName: string,
  Rule: string,
): Promise<readonly string[]> {
  const reading = { action: 'events:ListTargetsByRule', what: `the targets of rule ${Rule}` };
  return read(reading, () =>
    pagesOfWhatExists(async (NextToken) => {
      const page = await events.send(new ListTargetsByRuleCommand({ EventBusName, Rule, NextToken }));
      const definitions = page.Targets?.flatMap(
        ({ EcsParameters }) => EcsParameters?.TaskDefinitionArn ?? [],
      );
      return { items: definitions, next: page.NextToken };
    }),
  );
}

/** A bus or a rule that is gone by now starts nothing any more. */
async function pagesOfWhatExists<Item>(
  fetch: (token: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  try {
    return await allPages(fetch);
  } catch (error) {
    if (hasName(error, 'ResourceNotFoundException')) return [];
    throw error;
  }
}
