import {
  type ECSClient,
  ListTaskDefinitionFamiliesCommand,
  ListTaskDefinitionsCommand,
} from '@aws-sdk/client-ecs';
import { shortTaskDefinition } from '../../domain/arn.ts';
import type { ImageUse } from '../../domain/image.ts';
import { allPages } from '../pages.ts';
import { read } from '../read.ts';
import { type Place, usesBy } from './place.ts';

/** One page of ListTaskDefinitions holds at most so many. */
const PER_PAGE = 100;

/** The images of the newest active revisions of every family: what somebody may start, or go back to. */
export async function readDefinitionUses(place: Place): Promise<readonly ImageUse[]> {
  const ecs = await place.clients.ecs();
  const uses: ImageUse[] = [];
  for (const family of await listFamilies(ecs)) {
    for (const arn of await listNewest(ecs, family, place.rollbackDepth)) {
      const by = `task definition ${shortTaskDefinition(arn)}`;
      uses.push(...usesBy('rollback', by, await place.imagesOf(arn)));
    }
  }
  return uses;
}

async function listFamilies(ecs: ECSClient): Promise<readonly string[]> {
  const reading = {
    action: 'ecs:ListTaskDefinitionFamilies',
    what: 'the list of task definition families',
  };
  return read(reading, () =>
    allPages(async (nextToken) => {
      const page = await ecs.send(new ListTaskDefinitionFamiliesCommand({ status: 'ACTIVE', nextToken }));
      return { items: page.families, next: page.nextToken };
    }),
  );
}

/** The newest revisions come first; further pages are asked for only while there are too few. */
async function listNewest(ecs: ECSClient, family: string, depth: number): Promise<readonly string[]> {
  const reading = { action: 'ecs:ListTaskDefinitions', what: `the revisions of ${family}` };
  const query = {
    familyPrefix: family,
    status: 'ACTIVE',
    sort: 'DESC',
    maxResults: Math.min(depth, PER_PAGE),
  } as const;
  let missing = depth;
  const arns = await read(reading, () =>
    allPages(async (nextToken) => {
      const page = await ecs.send(new ListTaskDefinitionsCommand({ ...query, nextToken }));
      missing -= page.taskDefinitionArns?.length ?? 0;
      return { items: page.taskDefinitionArns, next: missing > 0 ? page.nextToken : undefined };
    }),
  );
  return arns.slice(0, depth);
}
