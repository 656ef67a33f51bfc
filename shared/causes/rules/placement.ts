import { subnetIn } from '../names.ts';
import type { Rule } from '../rule.ts';

const PAGE = 'Amazon ECS API failure reasons (api_failures_messages)';
const NETWORK_PAGE = 'Troubleshooting Amazon ECS TaskFailedToStart errors (failed-to-start-error)';

const noInterface = {
  code: 'network-interface-failed',
  source: NETWORK_PAGE,
  subject: subnetIn,
  summary: 'The task got no network interface in {subject|its subnet}.',
} as const;

/** Finding a place for the task. */
export const PLACEMENT: readonly Rule[] = [
  {
    code: 'no-capacity',
    source: `${PAGE}; Amazon ECS service event messages`,
    when: /RESOURCE:\w|empty capacity provider|no active instances|no container instances|capacity is unavailable|insufficient capacity|capacity limit|vcpu limit|unable to place a task|(?:^|TaskFailedToStart: )CAPACITY$/im,
    retryable: true,
    subject: ({ task }) => task.capacityProvider,
    summary: 'There was no room for the task: {reason}.',
    nextStep:
      'Wait, or add capacity to {subject|the cluster}: more instances, another capacity provider or availability zone.',
  },
  {
    code: 'placement-constraint',
    source: `${PAGE}; ${NETWORK_PAGE}`,
    when: /placement constraint|memberOf|not compatible with the selected compute|(?:^|TaskFailedToStart: )(?:ATTRIBUTE|LOCATION|MISSING|INACTIVE)$/im,
    retryable: false,
    summary: 'No place fits what the task asks for: {reason}.',
    nextStep:
      'Compare the constraints and compatibilities of the task definition with what the cluster offers.',
  },
  {
    ...noInterface,
    when: /network interface with public ip|free address|insufficientfreeaddresses|no (?:free|available) ip/i,
    retryable: true,
    nextStep: 'Free addresses in {subject|the subnet} or give the task more subnets.',
  },
  {
    ...noInterface,
    when: /network interface|unused device index|ENIInformation|NetworkNamespace|ContainerNetworking|network namespace|\beni\b.{0,80}(?:attach|provision|timed out)|InternalError/i,
    retryable: true,
    nextStep:
      'Start the task again; if it repeats, check the free addresses of {subject|the subnet} and the ENI limit of the instances.',
  },
];
