import { DescribeTaskDefinitionCommand, type TaskDefinition } from '@aws-sdk/client-ecs';
import { ACCOUNT, REGION, type World } from '../../../local/world.ts';
import { readService } from '../../../shared/aws/reads/service.ts';
import { tagsOf } from '../../../shared/aws/shapes.ts';
import type { Account } from './requests.ts';

/** What IAM would look up, out of the simulated fleet. */
export function accountOf({ clients }: World): Account {
  return {
    account: ACCOUNT,
    region: REGION,
    serviceTags: async (cluster, service) =>
      (await readService(await clients.ecs(), cluster, service))?.tags ?? {},
    definition: async (taskDefinition) => {
      const command = new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] });
      const { taskDefinition: found, tags } = await (await clients.ecs()).send(command);
      return { arn: found?.taskDefinitionArn ?? '', tags: tagsOf(tags), roles: rolesOf(found) };
    },
  };
}

function rolesOf(definition: TaskDefinition | undefined): readonly string[] {
  const roles = [definition?.taskRoleArn, definition?.executionRoleArn];
  return roles.filter((one) => one !== undefined);
}
