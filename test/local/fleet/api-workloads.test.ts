import { DescribeServiceCommand, ListServicesCommand } from '@aws-sdk/client-apprunner';
import { ListTaskDefinitionFamiliesCommand, ListTaskDefinitionsCommand } from '@aws-sdk/client-ecs';
import { ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { BatchGetAccountStatusCommand, ListCoverageCommand } from '@aws-sdk/client-inspector2';
import { GetFunctionCommand, InvokeCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { createDurableEngine } from '../../../local/durable/engine.ts';
import { interceptLambda } from '../../../local/durable/lambda.ts';
import { createResponseClients } from '../../../shared/aws/response-clients.ts';
import { createStage, definition } from './support.ts';

const IMAGE = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/thumbnails:1';
const DIGEST = `sha256:${'5e'.repeat(32)}`;

function createAccount() {
  const stage = createStage();
  return {
    ...stage,
    clients: createResponseClients({ region: 'eu-west-1', intercept: stage.fleet.intercept }),
  };
}

describe('local/fleet/api task definitions', () => {
  it('lists families, and the revisions of one from the newest', async () => {
    const { ecs, fleet } = createAccount();
    for (const family of ['api', 'api', 'api-jobs']) fleet.registerTaskDefinition(definition(family));

    const families = await ecs.send(new ListTaskDefinitionFamiliesCommand({ status: 'ACTIVE' }));
    const inactive = await ecs.send(new ListTaskDefinitionFamiliesCommand({ status: 'INACTIVE' }));
    const revisions = await ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: 'api', sort: 'DESC' }));

    expect(families.families).toEqual(['web', 'api', 'api-jobs']);
    expect(inactive.families).toEqual([]);
    expect(revisions.taskDefinitionArns?.map((arn) => arn.split('/').at(-1))).toEqual(['api:2', 'api:1']);
  });
});

describe('local/fleet/api event buses', () => {
  it('keeps the rules of each bus apart', async () => {
    const { clients, fleet } = createAccount();
    fleet.putRule('hourly', []);
    fleet.putRule('orders/hourly', [{ Id: '1', Arn: 'arn:aws:sqs:eu-west-1:111122223333:queue' }]);
    const events = await clients.eventBridge();

    const rules = await events.send(new ListRulesCommand({ EventBusName: 'orders' }));
    const targets = await events.send(
      new ListTargetsByRuleCommand({ Rule: 'hourly', EventBusName: 'orders' }),
    );
    const usual = await events.send(new ListTargetsByRuleCommand({ Rule: 'hourly' }));

    expect(rules.Rules).toMatchObject([{ Name: 'hourly', EventBusName: 'orders' }]);
    expect([targets.Targets?.length, usual.Targets?.length]).toEqual([1, 0]);
  });
});

describe('local/fleet/api functions', () => {
  it('resolves an image once, when the code is set, and knows every version', async () => {
    const { clients, fleet } = createAccount();
    expect(fleet.putImageFunction('thumbnails', IMAGE)).toBe('1');
    expect(fleet.putImageFunction('thumbnails', IMAGE.replace(':1', ':2'))).toBe('2');
    const lambda = await clients.lambda();
    const code = async (Qualifier?: string) =>
      (await lambda.send(new GetFunctionCommand({ FunctionName: 'thumbnails', Qualifier }))).Code;

    const all = await lambda.send(new ListFunctionsCommand({ FunctionVersion: 'ALL' }));
    const latest = await lambda.send(new ListFunctionsCommand({}));

    expect(all.Functions?.map(({ Version }) => Version)).toEqual(['1', '2', '$LATEST']);
    expect(latest.Functions?.map(({ Version }) => Version)).toEqual(['$LATEST']);
    expect((await code('1'))?.ResolvedImageUri).toMatch(/^\d{12}\.dkr\.ecr\.[^:]*\/thumbnails@sha256:/);
    expect(await code()).toEqual(await code('2'));
    await expect(code('3')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('leaves invocations to the durable engine', async () => {
    const { clients, fleet, timeline } = createAccount();
    fleet.putImageFunction('thumbnails', IMAGE);
    const handler = () => {
      throw new Error('no time passes, so nothing runs');
    };
    const engine = createDurableEngine({ timeline, handler });
    const lambda = await clients.lambda();
    interceptLambda(engine, lambda);

    const { Functions } = await lambda.send(new ListFunctionsCommand({}));
    await lambda.send(
      new InvokeCommand({ FunctionName: 'respond', DurableExecutionName: 'one', Payload: Buffer.from('{}') }),
    );

    expect(Functions).toHaveLength(1);
    expect(engine.executions().map(({ name }) => name)).toEqual(['one']);
  });
});

describe('local/fleet/api App Runner', () => {
  it('knows services of images and of source code, and none that does not exist', async () => {
    const { clients, fleet } = createAccount();
    const arn = fleet.putAppRunnerService('portal', IMAGE);
    fleet.putAppRunnerService('site');
    const appRunner = await clients.appRunner();
    const look = async (ServiceArn: string) =>
      (await appRunner.send(new DescribeServiceCommand({ ServiceArn }))).Service?.SourceConfiguration;

    const { ServiceSummaryList = [] } = await appRunner.send(new ListServicesCommand({}));

    expect(ServiceSummaryList.map(({ ServiceName }) => ServiceName)).toEqual(['portal', 'site']);
    expect(await look(arn)).toMatchObject({ ImageRepository: { ImageIdentifier: IMAGE } });
    expect(await look(ServiceSummaryList[1]?.ServiceArn ?? '')).not.toHaveProperty('ImageRepository');
    await expect(look(`${arn}0`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('local/fleet/api Inspector', () => {
  it('is off until it is turned on, and tells how often an image runs', async () => {
    const { clients, fleet } = createAccount();
    const inspector = await clients.inspector();
    const accountIds = ['111122223333'];
    const status = async () =>
      (await inspector.send(new BatchGetAccountStatusCommand({ accountIds }))).accounts?.[0]?.resourceState
        ?.ecr?.status;
    const coverage = (filterCriteria = {}) => inspector.send(new ListCoverageCommand({ filterCriteria }));

    expect(await status()).toBe('DISABLED');
    await expect(coverage()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    fleet.putInspected();
    expect(await status()).toBe('ENABLED');
    fleet.putInspected('cart', DIGEST, 2);
    fleet.putInspected('idle', DIGEST, 0);

    const used = await coverage({ ecrImageInUseCount: [{ lowerInclusive: 1 }] });

    expect((await coverage()).coveredResources).toHaveLength(2);
    expect(used.coveredResources?.map(({ resourceId }) => resourceId)).toEqual([
      `arn:aws:ecr:eu-west-1:111122223333:repository/cart/${DIGEST}`,
    ]);
  });
});

describe('local/fleet/api roles', () => {
  it('gives credentials for a role that trusts the account, and for no other', async () => {
    const { clients, fleet } = createAccount();
    const RoleArn = 'arn:aws:iam::222233334444:role/reader';
    const sts = await clients.sts();
    const assume = () => sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));

    await expect(assume()).rejects.toMatchObject({ name: 'AccessDenied' });
    fleet.putRole(RoleArn);

    expect((await assume()).Credentials).toMatchObject({ AccessKeyId: 'ASIA222233334444' });
  });
});
