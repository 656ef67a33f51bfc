import type { CauseCode } from '../../shared/domain/cause.ts';
import type { Container, TaskState } from '../../shared/domain/signal.ts';

/** One stop as AWS reports it, and what it must mean. */
export interface Case {
  readonly name: string;
  readonly task: Partial<TaskState>;
  readonly code: CauseCode;
  readonly retryable: boolean;
  readonly expected?: boolean;
  readonly subject?: string;
}

const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/payments-AbCdEf';
const IMAGE = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/payments-api:42';
const ROLE = 'arn:aws:sts::123456789012:assumed-role/payments-execution/9f1c2ab4';
const SECRETS =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:';

export const service: Partial<TaskState> = { group: 'service:payments-api', service: 'payments-api' };

/** A stopped standalone task with one container. */
export function stopped(task: Partial<TaskState>): TaskState {
  return {
    taskArn: 'arn:aws:ecs:eu-west-1:123456789012:task/prod/0f5c4a4e8a3f4d7c9f3d2b1a0c9e8d7f',
    taskId: '0f5c4a4e8a3f4d7c9f3d2b1a0c9e8d7f',
    clusterArn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod',
    cluster: 'prod',
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    containers: [{ name: 'payments-api', image: IMAGE, lastStatus: 'STOPPED' }],
    ...task,
  };
}

const exits = (...codes: (readonly [string, number])[]): readonly Container[] =>
  codes.map(([name, exitCode]) => ({ name, exitCode, lastStatus: 'STOPPED' }));
const ended = (...codes: (readonly [string, number])[]): Partial<TaskState> => ({
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  containers: exits(...codes),
});
const failed = (stoppedReason: string): Partial<TaskState> => ({
  stopCode: 'TaskFailedToStart',
  stoppedReason,
});
const scheduled = (stoppedReason: string): Partial<TaskState> => ({
  ...service,
  stopCode: 'ServiceSchedulerInitiated',
  stoppedReason,
});
const blamed = (reason: string): Partial<TaskState> => ({
  stopCode: 'TaskFailedToStart',
  stoppedReason: 'Task failed to start',
  containers: [{ name: 'payments-api', image: IMAGE, lastStatus: 'STOPPED', reason }],
});

const never = { retryable: false } as const;
const again = { retryable: true } as const;
const normal = { retryable: false, expected: true } as const;

const decisions: readonly Case[] = [
  {
    name: 'a job that ended with 0',
    task: ended(['report', 0]),
    code: 'finished',
    ...normal,
    subject: 'report',
  },
  {
    name: 'a job whose companions were stopped',
    task: { ...ended(['app', 0], ['envoy', 143], ['log_router', 1]) },
    code: 'finished',
    ...normal,
    subject: 'app',
  },
  {
    name: 'StopTask without a reason',
    task: { ...service, stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user' },
    code: 'user-stopped',
    ...normal,
  },
  {
    name: 'StopTask with a reason that sounds like a failure',
    task: {
      stopCode: 'UserInitiated',
      stoppedReason: 'OutOfMemoryError? stopping by hand, instance i-0abc1234def draining',
    },
    code: 'user-stopped',
    ...normal,
  },
  {
    name: 'StopTask with a reason that sounds like a lost host',
    task: { stopCode: 'UserInitiated', stoppedReason: 'its instance i-0abc1234def is to be terminated' },
    code: 'user-stopped',
    ...normal,
  },
  {
    name: 'StopTask that ended in a kill',
    task: { stopCode: 'UserInitiated', containers: exits(['payments-api', 137]) },
    code: 'user-stopped',
    ...normal,
  },
  {
    name: 'an old event of StopTask',
    task: { stoppedReason: 'Task stopped by user' },
    code: 'user-stopped',
    ...normal,
  },
  {
    name: 'a scale-in',
    task: {
      ...scheduled('Scaling activity initiated by (deployment ecs-svc/8646900195280463695)'),
      startedBy: 'ecs-svc/8646900195280463695',
    },
    code: 'scaled-in',
    ...normal,
    subject: 'ecs-svc/8646900195280463695',
  },
  {
    name: 'an old event of a scale-in',
    task: { ...service, stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)' },
    code: 'scaled-in',
    ...normal,
  },
  {
    name: 'a scale-in that names no deployment',
    task: { ...scheduled('Scaling activity initiated by the service'), startedBy: 'ecs-svc/1' },
    code: 'scaled-in',
    ...normal,
  },
  {
    name: 'a scale-in that ended in a kill',
    task: {
      ...scheduled('Scaling activity initiated by (deployment ecs-svc/1)'),
      startedBy: 'ecs-svc/1',
      containers: exits(['payments-api', 137]),
    },
    code: 'scaled-in',
    ...normal,
  },
  {
    name: 'rebalancing',
    task: scheduled('Availability Zone rebalancing initiated by (deployment ecs-svc/1)'),
    code: 'scaled-in',
    ...normal,
  },
  {
    name: 'another deployment',
    task: {
      ...scheduled('Scaling activity initiated by (deployment ecs-svc/2222222222222222222)'),
      startedBy: 'ecs-svc/1111111111111111111',
    },
    code: 'deployment-replaced',
    ...normal,
    subject: 'ecs-svc/2222222222222222222',
  },
  {
    name: 'a rollback',
    task: scheduled('ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1'),
    code: 'deployment-replaced',
    ...normal,
  },
];

const hosts: readonly Case[] = [
  {
    name: 'Spot under a job',
    task: { stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.' },
    code: 'spot-interrupted',
    ...again,
  },
  {
    name: 'Spot under a service',
    task: { ...service, stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.' },
    code: 'spot-interrupted',
    ...again,
    expected: true,
  },
  {
    name: 'Spot by its stop code alone',
    task: { stopCode: 'SpotInterruption' },
    code: 'spot-interrupted',
    ...again,
  },
  {
    name: 'Spot as older events tell it',
    task: { stopCode: 'TerminationNotice', stoppedReason: 'Your Spot Task was interrupted.' },
    code: 'spot-interrupted',
    ...again,
  },
  {
    name: 'Spot by its prefix',
    task: { stoppedReason: 'SpotInterruptionError: the capacity was reclaimed' },
    code: 'spot-interrupted',
    ...again,
  },
  {
    name: 'maintenance',
    task: {
      stoppedReason: 'ECS is performing maintenance on the underlying infrastructure hosting the task.',
    },
    code: 'host-retired',
    ...again,
  },
  {
    name: 'maintenance under a service',
    task: {
      ...service,
      stoppedReason: 'ECS is performing maintenance on the underlying infrastructure hosting the task.',
    },
    code: 'host-retired',
    ...again,
    expected: true,
  },
  {
    name: 'a notice without known words',
    task: { stopCode: 'TerminationNotice', stoppedReason: 'Capacity will be gone soon.' },
    code: 'host-retired',
    ...again,
  },
  {
    name: 'an instance that terminated',
    task: {
      stopCode: 'TerminationNotice',
      stoppedReason: 'Host EC2 (instance i-03dba81187d65ce7e) terminated.',
    },
    code: 'host-lost',
    ...again,
    subject: 'i-03dba81187d65ce7e',
  },
  {
    name: 'an instance that stopped, old event',
    task: { stoppedReason: 'Host EC2 (instance i-06aab15feb4568492) stopped.' },
    code: 'host-lost',
    ...again,
    subject: 'i-06aab15feb4568492',
  },
  {
    name: 'a deregistration',
    task: { stoppedReason: 'Container instance deregistration forced by user' },
    code: 'host-lost',
    ...again,
  },
  { name: 'an agent out of contact', task: failed('AGENT'), code: 'host-lost', ...again },
  {
    name: 'unhealthy infrastructure',
    task: { stopCode: 'InfrastructureHealth', stoppedReason: 'The container instance is impaired' },
    code: 'infrastructure-unhealthy',
    ...again,
  },
];

const endings: readonly Case[] = [
  {
    name: 'a crash',
    task: { ...service, ...ended(['payments-api', 1]) },
    code: 'application-exit',
    ...again,
    subject: 'payments-api',
  },
  {
    name: 'a crash of the main container',
    task: { ...service, ...ended(['envoy', 0], ['app', 2]) },
    code: 'application-exit',
    ...again,
    subject: 'app',
  },
  {
    name: 'a segmentation fault',
    task: ended(['worker', 139]),
    code: 'application-exit',
    ...again,
    subject: 'worker',
  },
  {
    name: 'a service that exits with 0',
    task: { ...service, ...ended(['payments-api', 0]) },
    code: 'application-exit',
    ...again,
  },
  { name: 'a bare kill', task: ended(['worker', 137]), code: 'application-exit', ...again },
  {
    name: 'an exit without a code',
    task: { stopCode: 'EssentialContainerExited', containers: [] },
    code: 'application-exit',
    ...again,
  },
  {
    name: 'memory, as the agent says it',
    task: {
      ...ended(['worker', 137]),
      containers: [
        { name: 'worker', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
      ],
    },
    code: 'out-of-memory',
    ...never,
    subject: 'worker',
  },
  {
    name: 'memory with another exit code and case',
    task: {
      ...ended(),
      containers: [
        { name: 'app', exitCode: 143 },
        { name: 'worker', exitCode: 1, reason: 'outofmemoryerror: container killed due to memory usage' },
      ],
    },
    code: 'out-of-memory',
    ...never,
    subject: 'worker',
  },
  {
    name: 'a failing companion',
    task: { ...service, ...ended(['payments-api', 143], ['datadog-agent', 1]) },
    code: 'sidecar-exit',
    ...again,
    subject: 'datadog-agent',
  },
  {
    name: 'a companion that ended cleanly under a job',
    task: ended(['app', 143], ['fluent-bit', 0]),
    code: 'sidecar-exit',
    ...again,
    subject: 'fluent-bit',
  },
  {
    name: 'a container that would not stop',
    task: {
      ...failed('CannotStopContainerError: failed sending SIGTERM to container: context deadline exceeded'),
      stopCode: 'EssentialContainerExited',
    },
    code: 'stop-timeout',
    ...again,
    subject: 'payments-api',
  },
  {
    name: 'the older agent, waiting for a stop',
    task: { ...failed('DockerTimeoutError: Could not transition to stopped; timed out after waiting 30s') },
    code: 'stop-timeout',
    ...again,
  },
  {
    name: 'a kill under a stop code of the future',
    task: { stopCode: 'QuotaInitiated', containers: exits(['envoy', 0], ['worker', 137]) },
    code: 'stop-timeout',
    ...again,
    subject: 'worker',
  },
  {
    name: 'a failing target',
    task: scheduled(
      'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/payments/73e2d6bc24d8a067)',
    ),
    code: 'load-balancer-unhealthy',
    ...again,
    subject: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/payments/73e2d6bc24d8a067',
  },
  {
    name: 'a failing target of a classic balancer',
    task: scheduled('Task failed ELB health checks in (elb payments-elb)'),
    code: 'load-balancer-unhealthy',
    ...again,
    subject: 'payments-elb',
  },
  {
    name: 'a failing health check',
    task: scheduled('Task failed container health checks'),
    code: 'container-unhealthy',
    ...again,
    subject: 'payments-api',
  },
];

const images: readonly Case[] = [
  {
    name: 'a missing image on Fargate',
    task: failed(
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${IMAGE}: ${IMAGE}: not found`,
    ),
    code: 'image-not-found',
    ...never,
    subject: IMAGE,
  },
  {
    name: 'a missing image on an old agent',
    task: blamed(
      'CannotPullContainerError: API error (404): repository payments-api not found: does not exist or no pull access',
    ),
    code: 'image-not-found',
    ...never,
    subject: IMAGE,
  },
  {
    name: 'a missing manifest',
    task: blamed(
      `CannotPullContainerError: Error response from daemon: manifest for ${IMAGE} not found: manifest unknown: Requested image not found`,
    ),
    code: 'image-not-found',
    ...never,
    subject: IMAGE,
  },
  {
    name: 'an image that only the text names',
    task: {
      ...failed(
        'CannotPullContainerError: ref pull has been retried 5 time(s): failed to resolve reference docker.io/acme/tool:2.1: not found',
      ),
      containers: [],
    },
    code: 'image-not-found',
    ...never,
    subject: 'docker.io/acme/tool:2.1',
  },
  {
    name: 'an archived image',
    task: failed(
      `CannotPullContainerError: failed to resolve ref ${IMAGE}: the requested image is archived: 404 Not Found`,
    ),
    code: 'image-archived',
    ...never,
    subject: IMAGE,
  },
  {
    name: 'a forbidden image',
    task: failed(
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${IMAGE}: unexpected status from HEAD request to https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/payments-api/manifests/42: 403 Forbidden`,
    ),
    code: 'image-access-denied',
    ...never,
    subject: IMAGE,
  },
  {
    name: 'a forbidden image in the words of 2024',
    task: failed(
      "CannotPullContainerError: The task can't pull the image. Check that the role has the permissions to pull images from the registry.",
    ),
    code: 'image-access-denied',
    ...never,
    subject: IMAGE,
  },
  {
    name: 'a private image',
    task: blamed(
      "CannotPullContainerError: Error response from daemon: pull access denied for acme/payments, repository does not exist or may require 'docker login'",
    ),
    code: 'image-access-denied',
    ...never,
  },
  {
    name: 'a role that may not log in to ECR',
    task: failed(
      `${SECRETS} unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: ${ROLE} is not authorized to perform: ecr:GetAuthorizationToken on resource: *`,
    ),
    code: 'image-access-denied',
    ...never,
  },
  {
    name: 'no way to ECR',
    task: failed(
      'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry authentication from Amazon ECR. There is a connection issue between the task and Amazon ECR. Check your task network configuration.',
    ),
    code: 'image-unreachable',
    ...never,
  },
  {
    name: 'no way to ECR, earlier wording',
    task: failed(
      `${SECRETS} unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 52.94.5.5:443: i/o timeout`,
    ),
    code: 'image-unreachable',
    ...never,
  },
  {
    name: 'no way to Docker Hub',
    task: blamed(
      'CannotPullContainerError: Error response from daemon: Get https://registry-1.docker.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    ),
    code: 'image-unreachable',
    ...never,
  },
  {
    name: 'a broken download',
    task: failed(
      'CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReaderSeeker: failed open: unexpected status code 500',
    ),
    code: 'image-unreachable',
    ...again,
  },
  {
    name: 'a pull limit',
    task: failed(
      'CannotPullContainerError: inspect image has been retried 5 time(s): httpReaderSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/redis/manifests/sha256:ab: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.',
    ),
    code: 'image-rate-limited',
    ...again,
  },
  {
    name: 'a wrong architecture',
    task: failed(
      "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
    ),
    code: 'image-platform-mismatch',
    ...never,
    subject: IMAGE,
  },
  {
    name: 'a wrong architecture in the words of Docker',
    task: blamed(
      'CannotPullContainerError: Error response from daemon: no matching manifest for linux/amd64 in the manifest list entries: no match for platform in manifest: not found',
    ),
    code: 'image-platform-mismatch',
    ...never,
    subject: IMAGE,
  },
  {
    name: 'a binary for another architecture',
    task: blamed(
      'CannotStartContainerError: OCI runtime create failed: exec /app: exec format error: unknown',
    ),
    code: 'image-platform-mismatch',
    ...never,
    subject: IMAGE,
  },
];

const secrets: readonly Case[] = [
  {
    name: 'a missing secret',
    task: failed(
      `${SECRETS} unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${SECRET} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
    ),
    code: 'secret-not-found',
    ...never,
    subject: SECRET,
  },
  {
    name: 'a missing secret in the words of 2024',
    task: failed(
      `ResourceInitializationError: unable to pull secrets or registry auth: The task can't retrieve the secret with ARN '${SECRET}' from Secrets Manager. Check whether the secret exists in the specified Region.`,
    ),
    code: 'secret-not-found',
    ...never,
    subject: SECRET,
  },
  {
    name: 'a missing parameter',
    task: failed(
      `${SECRETS} unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /prod/payments/db-password`,
    ),
    code: 'secret-not-found',
    ...never,
    subject: '/prod/payments/db-password',
  },
  {
    name: 'a missing secret on EC2',
    task: failed(
      "Fetching secret data from AWS Secrets Manager in region eu-west-1: secret prod/db: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    ),
    code: 'secret-not-found',
    ...never,
    subject: 'prod/db',
  },
  {
    name: 'a missing key',
    task: failed(
      `${SECRETS} unable to retrieve secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key DB_PASSWORD`,
    ),
    code: 'secret-key-missing',
    ...never,
    subject: 'json key DB_PASSWORD',
  },
  {
    name: 'a missing key of a named secret',
    task: failed(
      `Fetching secret data from AWS Secrets Manager in region eu-west-1: secret ${SECRET}: retrieved secret from Secrets Manager did not contain json key DB_PASSWORD.`,
    ),
    code: 'secret-key-missing',
    ...never,
    subject: `${SECRET} (json key DB_PASSWORD)`,
  },
  {
    name: 'a forbidden secret',
    task: failed(
      `${SECRETS} unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${SECRET} from secrets manager: AccessDeniedException: User: ${ROLE} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${SECRET} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
    ),
    code: 'secret-access-denied',
    ...never,
    subject: SECRET,
  },
  {
    name: 'a forbidden key',
    task: failed(
      `${SECRETS} unable to retrieve secret from asm: failed to fetch secret ${SECRET} from secrets manager: AccessDeniedException: Access to KMS is not allowed`,
    ),
    code: 'secret-access-denied',
    ...never,
    subject: SECRET,
  },
  {
    name: 'a forbidden parameter on EC2',
    task: failed(
      `Fetching secret data from SSM Parameter Store in eu-west-1: AccessDeniedException: User: ${ROLE} is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:123456789012:parameter/prod/db`,
    ),
    code: 'secret-access-denied',
    ...never,
    subject: 'arn:aws:ssm:eu-west-1:123456789012:parameter/prod/db',
  },
  {
    name: 'no way to Secrets Manager',
    task: failed(
      `${SECRETS} unable to retrieve secret from asm: service call has been retried 5 time(s): failed to fetch secret ${SECRET} from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded. Please check your task network configuration.`,
    ),
    code: 'secret-unreachable',
    ...never,
    subject: SECRET,
  },
  {
    name: 'no way to S3',
    task: failed(
      "ResourceInitializationError: The task can't download the environment variable files from Amazon S3. There is a connection issue between the task and Amazon S3. Check your task network configuration.",
    ),
    code: 'secret-unreachable',
    ...never,
  },
  {
    name: 'no more words than that it failed',
    task: failed(
      'ResourceInitializationError: unable to pull secrets or registry auth: pull command failed: : signal: killed',
    ),
    code: 'secret-unreachable',
    ...never,
  },
  {
    name: 'a store that answers nothing known',
    task: failed(`${SECRETS} unable to retrieve secret from asm: something else`),
    code: 'secret-unreachable',
    ...never,
  },
  {
    name: 'a throttled store',
    task: failed(
      `${SECRETS} unable to retrieve secrets from ssm: service call has been retried 5 time(s): ThrottlingException: Rate exceeded`,
    ),
    code: 'secret-unreachable',
    ...again,
  },
];

const setup: readonly Case[] = [
  {
    name: 'a missing log group on Fargate',
    task: failed(
      'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1',
    ),
    code: 'log-driver-failed',
    ...never,
  },
  {
    name: 'a forbidden log group',
    task: failed(
      `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log group: AccessDeniedException: User: ${ROLE} is not authorized to perform: logs:CreateLogGroup on resource: arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/payments-api:log-stream: because no identity-based policy allows the logs:CreateLogGroup action`,
    ),
    code: 'log-driver-failed',
    ...never,
    subject: '/ecs/payments-api',
  },
  {
    name: 'a missing log group on EC2',
    task: blamed(
      'CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.',
    ),
    code: 'log-driver-failed',
    ...never,
  },
  {
    name: 'a log group out of reach',
    task: failed(
      'ResourceInitializationError: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch.',
    ),
    code: 'log-driver-failed',
    ...never,
  },
  {
    name: 'an EFS that denies',
    task: failed(
      "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: access denied by server while mounting 127.0.0.1:/' : unsuccessful EFS utils command execution; code: 32",
    ),
    code: 'volume-mount-failed',
    ...never,
  },
  {
    name: 'an EFS that cannot be found',
    task: failed(
      'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve "fs-0867a83d8ed398433.efs.eu-west-1.amazonaws.com" - check that your file system ID is correct.',
    ),
    code: 'volume-mount-failed',
    ...never,
    subject: 'fs-0867a83d8ed398433',
  },
  {
    name: 'an EFS directory that is missing',
    task: failed(
      "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: mounting fs-0867a83d.efs.eu-west-1.amazonaws.com:/data failed, reason given by server: No such file or directory'",
    ),
    code: 'volume-mount-failed',
    ...never,
    subject: 'fs-0867a83d',
  },
  {
    name: 'an EFS that reset the connection',
    task: failed(
      'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection reset by peer : unsuccessful EFS utils command execution; code: 32',
    ),
    code: 'volume-mount-failed',
    ...again,
  },
  {
    name: 'a volume that cannot be created',
    task: failed('CannotCreateVolumeError: volume driver not found'),
    code: 'volume-mount-failed',
    ...never,
  },
  {
    name: 'a full disk on pull',
    task: {
      ...blamed(
        'CannotPullContainerError: write /var/lib/docker/tmp/GetImageBlob111111111: no space left on device',
      ),
      containerInstanceArn: 'arn:aws:ecs:eu-west-1:123456789012:container-instance/prod/abc',
    },
    code: 'disk-full',
    ...never,
    subject: 'arn:aws:ecs:eu-west-1:123456789012:container-instance/prod/abc',
  },
  {
    name: 'a full pool',
    task: blamed(
      'CannotCreateContainerError: API error (500): devmapper: Thin Pool has 0 free data blocks which is less than minimum required 20253 free data blocks.',
    ),
    code: 'disk-full',
    ...never,
  },
];

const starts: readonly Case[] = [
  {
    name: 'a subnet without addresses',
    task: failed(
      "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-0a1b2c3d4e5f'",
    ),
    code: 'network-interface-failed',
    ...again,
    subject: 'subnet-0a1b2c3d4e5f',
  },
  {
    name: 'an interface that took too long',
    task: {
      ...failed('Timeout waiting for network interface provisioning to complete.'),
      subnetId: 'subnet-04b38930339729011',
    },
    code: 'network-interface-failed',
    ...again,
    subject: 'subnet-04b38930339729011',
  },
  {
    name: 'an instance without a free slot',
    task: failed('Unable to attach network interface to unused device index'),
    code: 'network-interface-failed',
    ...again,
  },
  {
    name: 'an internal error',
    task: failed('InternalError: the network could not be prepared'),
    code: 'network-interface-failed',
    ...again,
  },
  {
    name: 'no memory on any instance',
    task: failed('TaskFailedToStart: RESOURCE:MEMORY'),
    code: 'no-capacity',
    ...again,
  },
  {
    name: 'an empty capacity provider',
    task: { ...failed('TaskFailedToStart: EMPTY CAPACITY PROVIDER'), capacityProvider: 'prod-asg' },
    code: 'no-capacity',
    ...again,
    subject: 'prod-asg',
  },
  {
    name: 'no room on Fargate',
    task: failed(
      'Capacity is unavailable at this time. Please try again later or in a different availability zone',
    ),
    code: 'no-capacity',
    ...again,
  },
  {
    name: 'an unsatisfied constraint',
    task: failed('TaskFailedToStart: MemberOf placement constraint unsatisfied'),
    code: 'placement-constraint',
    ...never,
  },
  {
    name: 'a missing attribute',
    task: failed('TaskFailedToStart: ATTRIBUTE'),
    code: 'placement-constraint',
    ...never,
  },
  {
    name: 'the wrong kind of capacity',
    task: failed('The selected task definition is not compatible with the selected compute strategy.'),
    code: 'placement-constraint',
    ...never,
  },
  {
    name: 'a missing program on EC2',
    task: blamed(
      'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "python": executable file not found in $PATH: unknown',
    ),
    code: 'bad-command',
    ...never,
    subject: 'payments-api',
  },
  {
    name: 'a missing program on Fargate',
    task: blamed(
      'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/entrypoint.sh": permission denied: unknown',
    ),
    code: 'bad-command',
    ...never,
    subject: 'payments-api',
  },
  {
    name: 'a shell that finds no program',
    task: ended(['worker', 127]),
    code: 'bad-command',
    ...never,
    subject: 'worker',
  },
  {
    name: 'a slow runtime',
    task: failed(
      'ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 1m: <reason>',
    ),
    code: 'runtime-error',
    ...again,
  },
  {
    name: 'a slow Docker',
    task: blamed('DockerTimeoutError: Could not transition to started; timed out after waiting 8m0s'),
    code: 'runtime-error',
    ...again,
  },
  {
    name: 'a runtime that failed before there were containers',
    task: { ...failed('ContainerRuntimeError: containerd is not there'), containers: [] },
    code: 'runtime-error',
    ...again,
  },
  {
    name: 'a crash that the runtime then stumbled over',
    task: {
      ...ended(),
      containers: [{ name: 'app', exitCode: 3, reason: 'CannotInspectContainerError: it is gone' }],
    },
    code: 'application-exit',
    ...again,
    subject: 'app',
  },
  {
    name: 'a container without a state',
    task: blamed('CannotInspectContainerError: could not describe the container'),
    code: 'runtime-error',
    ...again,
  },
  {
    name: 'a dependency that failed',
    task: failed(
      'TaskDependencyError: dependency graph: failed to resolve container ordering dependency [migrate(busybox) (RUNNING->RUNNING) - Exit: 1] for target [payments-api] as dependency did not exit successfully.',
    ),
    code: 'dependency-failed',
    ...again,
    subject: 'migrate',
  },
  {
    name: 'a dependency that failed before the others began',
    task: {
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'Task failed to start',
      containers: [
        { name: 'migrate', exitCode: 1, lastStatus: 'STOPPED' },
        { name: 'app', lastStatus: 'STOPPED' },
      ],
    },
    code: 'dependency-failed',
    ...again,
    subject: 'migrate',
  },
  {
    name: 'words nobody knows',
    task: { stopCode: 'SomethingNew', stoppedReason: 'Because' },
    code: 'unknown',
    ...never,
  },
  { name: 'no words at all', task: { containers: [] }, code: 'unknown', ...never },
  {
    name: 'a scheduler with words nobody knows',
    task: scheduled('The moon is full'),
    code: 'unknown',
    ...never,
  },
];

export const CASES: readonly Case[] = [
  ...decisions,
  ...hosts,
  ...endings,
  ...images,
  ...secrets,
  ...setup,
  ...starts,
];
