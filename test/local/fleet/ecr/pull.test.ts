import {
  BatchDeleteImageCommand,
  SetRepositoryPolicyCommand,
  UpdateImageStorageClassCommand,
} from '@aws-sdk/client-ecr';
import { DescribeServiceRevisionsCommand, ListServiceDeploymentsCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import type { FleetEvent } from '../../../../local/fleet/index.ts';
import { causeOf } from '../../../../shared/causes/index.ts';
import { isTaskSignal } from '../../../../shared/domain/signal.ts';
import { parseSignal } from '../../../../shared/signals/index.ts';
import { definition, eventsNamed, HOUR, NETWORK, START, webService } from '../support.ts';
import { createRegistryStage, HOST, imagesOf, type RegistryStage } from './support.ts';

const IMAGE = `${HOST}/web:1.0`;
const web = { repositoryName: 'web' };
const RUN = {
  cluster: 'shop',
  taskDefinition: 'web',
  launchType: 'FARGATE',
  networkConfiguration: { awsvpcConfiguration: NETWORK },
} as const;
const DENY_PULLS = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: ['ecr:BatchGetImage'] }],
};

function archive({ ecr }: RegistryStage, imageDigest: string, targetStorageClass: 'ARCHIVE' | 'STANDARD') {
  const imageId = { imageDigest };
  return ecr.send(new UpdateImageStorageClassCommand({ ...web, imageId, targetStorageClass }));
}

function remove({ ecr }: RegistryStage, imageDigest: string) {
  return ecr.send(new BatchDeleteImageCommand({ ...web, imageIds: [{ imageDigest }] }));
}

/** Run a task of `web`, and see where it is after ten minutes. */
async function runOne(stage: RegistryStage) {
  const arns = stage.fleet.runTask(RUN);
  await stage.pass(10);
  return stage.fleet.tasks({ arns })[0];
}

/** The cause that the product finds for the last thing that a task said. */
function causeOfLast(events: readonly FleetEvent[]) {
  const last = events.findLast(({ source }) => source === 'aws.ecs');
  const parsed = parseSignal(last);
  if (parsed.type !== 'signal' || !isTaskSignal(parsed.signal)) return undefined;
  return causeOf(parsed.signal.task);
}

describe('local/fleet/ecr and the tasks that pull', () => {
  it('shows the digest that the tag stood for, and ECR writes the pull down', async () => {
    const stage = createRegistryStage();
    const digest = stage.fleet.pushImage('web', { tags: ['1.0'] });

    const task = await runOne(stage);

    const [image] = await imagesOf(stage);
    expect(task?.containers).toMatchObject([{ image: IMAGE, imageDigest: digest, lastStatus: 'RUNNING' }]);
    expect(image?.lastRecordedPullTime).toEqual(task?.pullStartedAt);
  });

  it('writes a pull down once a day at most', async () => {
    const stage = createRegistryStage();
    stage.fleet.pushImage('web', { tags: ['1.0'] });
    const pulled = async () => (await imagesOf(stage))[0]?.lastRecordedPullTime?.getTime();

    await runOne(stage);
    const first = await pulled();
    await runOne(stage);
    const second = await pulled();
    await stage.pass(24 * 60);
    await runOne(stage);

    expect(second).toBe(first);
    expect(await pulled()).toBeGreaterThan(START + 24 * HOUR);
  });

  it('takes the image that the tag stands for from then on, and one by digest whatever the tags say', async () => {
    const stage = createRegistryStage();
    const first = stage.fleet.pushImage('web', { tags: ['1.0'] });
    const second = stage.fleet.pushImage('web', { tags: ['1.0'] });

    const byTag = await runOne(stage);
    stage.fleet.registerTaskDefinition(definition('web', { image: `${HOST}/web@${first}` }));
    const byDigest = await runOne(stage);

    expect(byTag?.containers?.[0]?.imageDigest).toBe(second);
    expect(byDigest?.containers?.[0]?.imageDigest).toBe(first);
  });

  it('shows the digest of an index, and pulls the child for the architecture with it', async () => {
    const stage = createRegistryStage();
    const children = [stage.fleet.pushImage('web', {}), stage.fleet.pushImage('web', {})];
    const index = stage.fleet.pushImage('web', { tags: ['1.0'], children });

    const task = await runOne(stage);

    const pulled = (await imagesOf(stage)).filter(({ lastRecordedPullTime }) => lastRecordedPullTime);
    expect(task?.containers?.[0]?.imageDigest).toBe(index);
    expect(pulled.map(({ imageDigest }) => imageDigest)).toEqual([children[0], index]);
  });

  it.each([
    ['archived', 'image-archived', (stage: RegistryStage, image: string) => archive(stage, image, 'ARCHIVE')],
    ['deleted', 'image-not-found', remove],
    [
      'forbidden by the policy of its repository',
      'image-access-denied',
      (stage: RegistryStage) =>
        stage.ecr.send(new SetRepositoryPolicyCommand({ ...web, policyText: JSON.stringify(DENY_PULLS) })),
    ],
  ])('does not start a task whose image is %s, and the product sees why', async (_how, code, change) => {
    const stage = createRegistryStage();
    const digest = stage.fleet.pushImage('web', { tags: ['1.0'] });
    await change(stage, digest);

    const task = await runOne(stage);

    expect(task).toMatchObject({ lastStatus: 'STOPPED', stopCode: 'TaskFailedToStart' });
    expect(task?.containers?.[0]).toMatchObject({ reason: task?.stoppedReason });
    expect(task?.containers?.[0]).not.toHaveProperty('imageDigest');
    expect(causeOfLast(stage.events)).toMatchObject({ code, subject: IMAGE });
  });

  it.each([
    ['somebody else is forbidden to', { Principal: { AWS: 'arn:aws:iam::444455556666:root' } }],
    ['something else is forbidden', { Principal: '*', Action: 'ecr:BatchDeleteImage' }],
    ['only others are allowed to', { Effect: 'Allow', Principal: { AWS: '444455556666' } }],
    [
      'it is forbidden on a condition',
      { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ],
  ])('lets tasks of the account pull where %s', async (_who, statement) => {
    const stage = createRegistryStage();
    stage.fleet.pushImage('web', { tags: ['1.0'] });
    const policyText = JSON.stringify({ Statement: { Effect: 'Deny', Action: 'ecr:*', ...statement } });
    await stage.ecr.send(new SetRepositoryPolicyCommand({ ...web, policyText }));

    expect(await runOne(stage)).toMatchObject({ lastStatus: 'RUNNING' });
  });

  it('fails while an image is being restored, and starts when it is back', async () => {
    const stage = createRegistryStage();
    const digest = stage.fleet.pushImage('web', { tags: ['1.0'] });
    await archive(stage, digest, 'ARCHIVE');
    await archive(stage, digest, 'STANDARD');

    const arns = stage.fleet.runTask(RUN);
    await stage.pass(2);
    const early = stage.fleet.tasks({ arns })[0];
    await stage.pass(18);

    expect(early?.stoppedReason).toContain('the requested image is archived');
    expect(await runOne(stage)).toMatchObject({ lastStatus: 'RUNNING' });
  });

  it('fails when the child of an index is archived under it', async () => {
    const stage = createRegistryStage();
    const child = stage.fleet.pushImage('web', {});
    stage.fleet.pushImage('web', { tags: ['1.0'], children: [child] });
    await archive(stage, child, 'ARCHIVE');

    expect((await runOne(stage))?.stoppedReason).toContain('archived');
  });

  it('knows nothing of repositories that are not there: their images are pulled as ever', async () => {
    const stage = createRegistryStage();
    stage.fleet.registerTaskDefinition(definition('web', { image: `${HOST}/other:1.0` }));

    const task = await runOne(stage);

    expect(task).toMatchObject({
      lastStatus: 'RUNNING',
      containers: [{ imageDigest: expect.stringMatching(/^sha256:/) }],
    });
  });
});

describe('local/fleet/ecr and services', () => {
  it('settles the digest once for each deployment, as the service revision shows', async () => {
    const stage = createRegistryStage();
    const first = stage.fleet.pushImage('web', { tags: ['1.0'] });
    stage.fleet.createService(webService(2));
    await stage.pass(10);
    const second = stage.fleet.pushImage('web', { tags: ['1.0'] });

    stage.fleet.scale('shop', 'web', 3);
    await stage.pass(10);
    const before = digestsOf(stage);
    stage.fleet.registerTaskDefinition(definition('web'));
    stage.fleet.deploy('shop', 'web', 'web:2');
    await stage.pass(20);

    expect(before).toEqual([first, first, first]);
    expect(digestsOf(stage)).toEqual([second, second, second]);
    expect(await revisionImages(stage)).toEqual([
      [{ containerName: 'app', image: IMAGE, imageDigest: first }],
      [{ containerName: 'app', image: IMAGE, imageDigest: second }],
    ]);
  });

  it('goes back to the digest of the revision when the circuit breaker rolls back, whatever the tag is now', async () => {
    const stage = createRegistryStage();
    const first = stage.fleet.pushImage('web', { tags: ['1.0'] });
    stage.fleet.createService({
      ...webService(1),
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
      runningSince: START - HOUR,
    });
    stage.fleet.pushImage('web', { tags: ['1.0'] });
    stage.fleet.registerTaskDefinition(definition('web'));
    stage.fleet.behave({
      on: { taskDefinition: 'web:2' },
      failure: { kind: 'secret-key-missing', key: 'DB_PASSWORD' },
    });

    stage.fleet.deploy('shop', 'web', 'web:2');
    await stage.pass(20);
    stage.fleet.strike({}, { kind: 'exit', afterSeconds: 0, exitCode: 1 });
    await stage.pass(10);

    const [service] = stage.fleet.snapshot().services;
    expect(service).toMatchObject({ running: 1, taskDefinition: expect.stringMatching(/web:1$/) });
    expect(digestsOf(stage)).toEqual([first]);
  });

  it('cannot replace a task whose digest is gone, although the tag is there', async () => {
    const stage = createRegistryStage();
    const first = stage.fleet.pushImage('web', { tags: ['1.0'] });
    stage.fleet.createService(webService(1));
    await stage.pass(10);
    stage.fleet.pushImage('web', { tags: ['1.0'] });
    await remove(stage, first);
    const running = digestsOf(stage);

    stage.fleet.strike({}, { kind: 'exit', afterSeconds: 0, exitCode: 1 });
    await stage.pass(30);

    const reasons = new Set(stage.fleet.tasks().map(({ stoppedReason }) => stoppedReason));
    expect(running).toEqual([first]);
    expect([...reasons].at(-1)).toContain(`${IMAGE}@${first}: not found`);
    expect(eventsNamed(stage, 'SERVICE_TASK_START_IMPAIRED').length).toBeGreaterThan(0);
    expect(causeOfLast(stage.events)).toMatchObject({ code: 'image-not-found' });
  });

  it('has a service that ran before the story settle on what was there', async () => {
    const stage = createRegistryStage();
    const digest = stage.fleet.pushImage('web', { tags: ['1.0'], pushedAt: START - 2 * HOUR });
    stage.fleet.createService({ ...webService(1), runningSince: START - HOUR });

    await stage.pass(5);

    expect(digestsOf(stage)).toEqual([digest]);
    expect(await imagesOf(stage)).toMatchObject([{ lastRecordedPullTime: new Date(START - HOUR) }]);
  });
});

function digestsOf({ fleet }: RegistryStage) {
  return fleet
    .tasks()
    .filter(({ lastStatus }) => lastStatus === 'RUNNING')
    .map(({ containers }) => containers?.[0]?.imageDigest);
}

/** What the revisions of all deployments say of their images, oldest first. */
async function revisionImages({ ecs }: RegistryStage) {
  const list = await ecs.send(new ListServiceDeploymentsCommand({ cluster: 'shop', service: 'web' }));
  const serviceRevisionArns = (list.serviceDeployments ?? [])
    .map(({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? '')
    .reverse();
  const { serviceRevisions } = await ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns }));
  return serviceRevisions?.map(({ containerImages }) => containerImages);
}
