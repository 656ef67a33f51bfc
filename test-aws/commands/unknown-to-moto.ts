import type { ResponseClients } from '../../shared/aws/response-clients.ts';

/** A command that the product sends and that moto does not have. */
export interface Unknown {
  /** The name of its class, without "Command"; `<service>:*` for a service that moto does not have. */
  readonly command: string;
  readonly why: string;
  /** What proves the product's side of it instead. */
  readonly instead: string;
  /** Asks moto all the same: the day it answers, this line must go. */
  ask(clients: ResponseClients): Promise<unknown>;
}

const REVISIONS = '`test/aws/reads/steady-revisions.test.ts`, `test/local/fleet/api-ecs.test.ts`';
const PREVIEWS =
  '`test/respond/enforce-repository-settings.test.ts`, `test/local/fleet/ecr/lifecycle.test.ts`';

/** The one list of what these tests leave out. */
export const UNKNOWN_TO_MOTO: readonly Unknown[] = [
  {
    command: 'ListServiceDeployments',
    why: 'moto keeps no history of deployments',
    instead: REVISIONS,
    async ask(clients) {
      const { ListServiceDeploymentsCommand } = await import('@aws-sdk/client-ecs');
      return (await clients.ecs()).send(new ListServiceDeploymentsCommand({ service: 'api' }));
    },
  },
  {
    command: 'ListAlarmMuteRules',
    why: 'moto has no mute rules of alarms',
    instead: '`test/aws/reads/alarms.test.ts`, `test/respond/muted-alarm.test.ts`',
    async ask(clients) {
      const { ListAlarmMuteRulesCommand } = await import('@aws-sdk/client-cloudwatch');
      return (await clients.cloudWatch()).send(new ListAlarmMuteRulesCommand({ AlarmName: 'api' }));
    },
  },
  {
    command: 'DescribeServiceRevisions',
    why: 'moto has no service revisions',
    instead: REVISIONS,
    async ask(clients) {
      const { DescribeServiceRevisionsCommand } = await import('@aws-sdk/client-ecs');
      const serviceRevisionArns = ['arn:aws:ecs:eu-west-1:123456789012:service-revision/a/b/1'];
      return (await clients.ecs()).send(new DescribeServiceRevisionsCommand({ serviceRevisionArns }));
    },
  },
  {
    command: 'DescribeServiceDeployments',
    why: 'moto keeps no history of deployments',
    instead: '`test/aws/uses/services.test.ts`, `test/local/fleet/api-ecs.test.ts`',
    async ask(clients) {
      const { DescribeServiceDeploymentsCommand } = await import('@aws-sdk/client-ecs');
      const serviceDeploymentArns = ['arn:aws:ecs:eu-west-1:123456789012:service-deployment/a/b/1'];
      return (await clients.ecs()).send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns }));
    },
  },
  {
    command: 'ContinueServiceDeployment',
    why: 'moto keeps no history of deployments',
    instead: '`test/actions/continue-deployment.test.ts`, `test/playbooks/gate-deployment.test.ts`',
    async ask(clients) {
      const { ContinueServiceDeploymentCommand } = await import('@aws-sdk/client-ecs');
      const serviceDeploymentArn = 'arn:aws:ecs:eu-west-1:123456789012:service-deployment/a/b/1';
      return (await clients.ecs()).send(
        new ContinueServiceDeploymentCommand({ serviceDeploymentArn, hookId: 'hook' }),
      );
    },
  },
  {
    command: 'DescribeService',
    why: 'moto has no App Runner',
    instead: '`test/aws/uses/app-runner.test.ts`, `test/local/fleet/api-workloads.test.ts`',
    async ask(clients) {
      const { DescribeServiceCommand } = await import('@aws-sdk/client-apprunner');
      const ServiceArn = 'arn:aws:apprunner:eu-west-1:123456789012:service/a/b';
      return (await clients.appRunner()).send(new DescribeServiceCommand({ ServiceArn }));
    },
  },
  {
    command: 'ListCoverage',
    why: 'moto knows what Inspector finds, not what it scans',
    instead: '`test/aws/uses/inspector.test.ts`, `test/local/fleet/api-workloads.test.ts`',
    async ask(clients) {
      const { ListCoverageCommand } = await import('@aws-sdk/client-inspector2');
      return (await clients.inspector()).send(new ListCoverageCommand({}));
    },
  },
  {
    command: 'UpdateImageStorageClass',
    why: 'moto has no archive: no storage class, and nothing of it in what DescribeImages takes and gives',
    instead: '`test/actions/images.test.ts`, `test/local/fleet/ecr/images.test.ts`',
    async ask(clients) {
      const { UpdateImageStorageClassCommand } = await import('@aws-sdk/client-ecr');
      const image = { repositoryName: 'contract/shop', imageId: { imageTag: '1.0' } };
      const command = new UpdateImageStorageClassCommand({ ...image, targetStorageClass: 'ARCHIVE' });
      return (await clients.ecr()).send(command);
    },
  },
  {
    command: 'StartLifecyclePolicyPreview',
    why: 'moto keeps lifecycle policies, and never works out what they would do',
    instead: PREVIEWS,
    async ask(clients) {
      const { StartLifecyclePolicyPreviewCommand } = await import('@aws-sdk/client-ecr');
      const command = new StartLifecyclePolicyPreviewCommand({ repositoryName: 'contract/shop' });
      return (await clients.ecr()).send(command);
    },
  },
  {
    command: 'GetLifecyclePolicyPreview',
    why: 'moto keeps lifecycle policies, and never works out what they would do',
    instead: PREVIEWS,
    async ask(clients) {
      const { GetLifecyclePolicyPreviewCommand } = await import('@aws-sdk/client-ecr');
      const command = new GetLifecyclePolicyPreviewCommand({ repositoryName: 'contract/shop' });
      return (await clients.ecr()).send(command);
    },
  },
  {
    command: 'DescribePullThroughCacheRules',
    why: 'moto caches nothing of other registries',
    instead: '`test/respond/propose-pull-cache.test.ts`, `test/aws/reads/settings.test.ts`',
    async ask(clients) {
      const { DescribePullThroughCacheRulesCommand } = await import('@aws-sdk/client-ecr');
      return (await clients.ecr()).send(new DescribePullThroughCacheRulesCommand({}));
    },
  },
  {
    command: 'ecr-public:*',
    why: 'moto has no ECR Public',
    instead: '`test/aws/reads/public-images.test.ts`, `test/actions/public-images.test.ts`',
    async ask(clients) {
      const { DescribeRepositoriesCommand } = await import('@aws-sdk/client-ecr-public');
      return (await clients.ecrPublic()).send(new DescribeRepositoriesCommand({}));
    },
  },
  {
    command: 'SendDurableExecutionCallbackSuccess',
    why: 'moto has no durable functions; Invoke it takes, without looking at the name of the execution',
    instead: '`test/aws/responses.test.ts`, `test/local/durable/engine.test.ts`',
    async ask(clients) {
      const { SendDurableExecutionCallbackSuccessCommand } = await import('@aws-sdk/client-lambda');
      const command = new SendDurableExecutionCallbackSuccessCommand({ CallbackId: 'callback' });
      return (await clients.lambda()).send(command);
    },
  },
];
