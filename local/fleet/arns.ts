/** ARNs of one account and region, in the new long form. */
export interface Arns {
  cluster(name: string): string;
  service(cluster: string, name: string): string;
  task(cluster: string, id: string): string;
  container(cluster: string, task: string, id: string): string;
  taskDefinition(family: string, revision: number): string;
  containerInstance(cluster: string, id: string): string;
  capacityProvider(name: string): string;
  serviceDeployment(cluster: string, service: string, id: string): string;
  serviceRevision(cluster: string, service: string, id: string): string;
  schedule(group: string, name: string): string;
  parameter(name: string): string;
  repository(name: string): string;
  finding(id: string): string;
  alarm(name: string): string;
  autoScalingGroup(id: string, name: string): string;
  scalableTarget(id: string): string;
  scalingPolicy(id: string, resourceId: string, name: string): string;
  scheduledAction(resourceId: string, name: string): string;
  /** The role of Application Auto Scaling for ECS services. */
  scalingRole(): string;
}

/** China and GovCloud have partitions of their own. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

export function createArns(region: string, account: string): Arns {
  const arn = (service: string, resource: string) =>
    `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;
  const ecs = (...parts: readonly string[]) => arn('ecs', parts.join('/'));
  return {
    cluster: (name) => ecs('cluster', name),
    service: (cluster, name) => ecs('service', cluster, name),
    task: (cluster, id) => ecs('task', cluster, id),
    container: (cluster, task, id) => ecs('container', cluster, task, id),
    taskDefinition: (family, revision) => ecs('task-definition', `${family}:${revision}`),
    containerInstance: (cluster, id) => ecs('container-instance', cluster, id),
    capacityProvider: (name) => ecs('capacity-provider', name),
    serviceDeployment: (cluster, service, id) => ecs('service-deployment', cluster, service, id),
    serviceRevision: (cluster, service, id) => ecs('service-revision', cluster, service, id),
    schedule: (group, name) => arn('scheduler', `schedule/${group}/${name}`),
    repository: (name) => arn('ecr', `repository/${name}`),
    finding: (id) => arn('inspector2', `finding/${id}`),
    alarm: (name) => arn('cloudwatch', `alarm:${name}`),
    autoScalingGroup: (id, name) => arn('autoscaling', `autoScalingGroup:${id}:autoScalingGroupName/${name}`),
    scalableTarget: (id) => arn('application-autoscaling', `scalable-target/${id}`),
    scalingPolicy: (id, resourceId, name) =>
      arn('autoscaling', `scalingPolicy:${id}:resource/ecs/${resourceId}:policyName/${name}`),
    scheduledAction: (resourceId, name) =>
      arn('autoscaling', `scheduledAction:resource/ecs/${resourceId}:scheduledActionName/${name}`),
    scalingRole: () =>
      `arn:${partitionOf(region)}:iam::${account}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService`,
    parameter: (name) => arn('ssm', `parameter/${name.replace(/^\//, '')}`),
  };
}

/** What follows the last slash: the name or id, in the old and the new form. */
export function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
