import type {
  ContinueServiceDeploymentCommandInput,
  DescribeServiceDeploymentsCommandInput,
  ListTasksCommandInput,
} from '@aws-sdk/client-ecs';
import { onServices } from './ecs.ts';
import type { IamRequest } from './policy.ts';
import { type Account, clusterArn, ecsArn, lastPart } from './requests.ts';

/** AWS's reference knows no resource for it but the instances of the cluster. */
export function listTasks({ cluster }: ListTasksCommandInput, account: Account): readonly IamRequest[] {
  return [
    {
      action: 'ecs:ListTasks',
      resource: ecsArn(account, `container-instance/${lastPart(cluster)}/*`),
      context: { 'ecs:cluster': clusterArn(account, cluster) },
    },
  ];
}

export function describeServiceDeployments(
  { serviceDeploymentArns = [] }: DescribeServiceDeploymentsCommandInput,
  account: Account,
): readonly IamRequest[] {
  return serviceDeploymentArns.flatMap((arn) => onDeployment('ecs:DescribeServiceDeployments', arn, account));
}

export function continueServiceDeployment(
  { serviceDeploymentArn = '' }: ContinueServiceDeploymentCommandInput,
  account: Account,
): readonly IamRequest[] {
  return onDeployment('ecs:ContinueServiceDeployment', serviceDeploymentArn, account);
}

/** Both the deployment and the service that it is of. */
function onDeployment(action: string, resource: string, account: Account): readonly IamRequest[] {
  const [cluster = '', service = ''] = resource.split('/').slice(1);
  return [
    { action, resource, context: { 'ecs:cluster': clusterArn(account, cluster) } },
    ...onServices(action, cluster, [service], account),
  ];
}
