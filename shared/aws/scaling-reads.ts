import type { ScalingReads } from '../domain/scaling.ts';
import type { ResponseClients } from './response-clients.ts';

const POLICIES = ['application-autoscaling:DescribeScalingPolicies'];
const TARGETS = ['application-autoscaling:DescribeScalableTargets'];
const GROUPS = ['autoscaling:DescribeAutoScalingGroups'];
const PROVIDERS = ['ecs:DescribeCapacityProviders'];
const SERVICES = ['ecs:DescribeServices', 'ecs:ListClusters', 'ecs:ListServices'];

/** The IAM actions that each of these reads needs. */
export const SCALING_PERMISSIONS: Readonly<Record<keyof ScalingReads, readonly string[]>> = {
  alarm: ['cloudwatch:DescribeAlarms'],
  alarmsNamed: ['cloudwatch:DescribeAlarms'],
  activeMutes: ['cloudwatch:ListAlarmMuteRules'],
  alarmTags: ['cloudwatch:ListTagsForResource'],
  metric: ['cloudwatch:GetMetricData'],
  scalableTarget: TARGETS,
  scalableTargets: TARGETS,
  scalingPolicies: POLICIES,
  scheduledScaling: ['application-autoscaling:DescribeScheduledActions'],
  autoScalingGroup: GROUPS,
  autoScalingGroups: GROUPS,
  capacityProvider: PROVIDERS,
  capacityProviders: PROVIDERS,
  services: SERVICES,
  servicesBehind: SERVICES,
};

type ScalingClients = Pick<ResponseClients, 'ecs' | 'cloudWatch' | 'applicationAutoScaling' | 'autoScaling'>;

/** Loaded, with its SDK commands, when one of them is first used. */
export function createScalingReads(clients: ScalingClients): ScalingReads {
  const { ecs, cloudWatch, applicationAutoScaling, autoScaling } = clients;
  const alarms = () => import('./reads/alarms.ts');
  const ofServices = () => import('./reads/application-scaling.ts');
  const groups = () => import('./reads/auto-scaling-groups.ts');
  const providers = () => import('./reads/capacity-providers.ts');
  const services = () => import('./reads/services.ts');
  return {
    alarm: async (name) => (await alarms()).readAlarm(await cloudWatch(), name),
    alarmsNamed: async (prefix) => (await alarms()).readAlarmsNamed(await cloudWatch(), prefix),
    activeMutes: async (alarm) =>
      (await import('./reads/mute-rules.ts')).readActiveMutes(await cloudWatch(), alarm),
    alarmTags: async (arn) => (await alarms()).readAlarmTags(await cloudWatch(), arn),
    metric: async (metric, from, to) =>
      (await import('./reads/metric.ts')).readMetric(await cloudWatch(), metric, from, to),
    scalableTarget: async (resourceId) =>
      (await ofServices()).readScalableTarget(await applicationAutoScaling(), resourceId),
    scalableTargets: async () => (await ofServices()).readScalableTargets(await applicationAutoScaling()),
    scalingPolicies: async (resourceId) =>
      (await ofServices()).readScalingPolicies(await applicationAutoScaling(), resourceId),
    scheduledScaling: async (resourceId) =>
      (await ofServices()).readScheduledScaling(await applicationAutoScaling(), resourceId),
    autoScalingGroup: async (name) => (await groups()).readAutoScalingGroup(await autoScaling(), name),
    autoScalingGroups: async () => (await groups()).readAutoScalingGroups(await autoScaling()),
    capacityProvider: async (name) => (await providers()).readCapacityProvider(await ecs(), name),
    capacityProviders: async () => (await providers()).readCapacityProviders(await ecs()),
    services: async () => (await services()).readServices(await ecs()),
    servicesBehind: async (targetGroup) => (await services()).readServicesBehind(await ecs(), targetGroup),
  };
}
