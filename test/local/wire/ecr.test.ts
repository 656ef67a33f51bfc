import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  DescribeImageScanFindingsCommand,
  DescribeImagesCommand,
  ECRClient,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
  UpdateImageStorageClassCommand,
} from '@aws-sdk/client-ecr';
import { afterEach, describe, expect, it } from 'vitest';
import { createDurableEngine } from '../../../local/durable/engine.ts';
import { createFleet, type Fleet } from '../../../local/fleet/index.ts';
import { createTimeline } from '../../../local/timeline.ts';
import { createWire } from '../../../local/wire/index.ts';
import { serveWire, type WireServer } from '../../../local/wire/server.ts';
import { START } from '../fleet/support.ts';

const REGION = { region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const web = { repositoryName: 'web' };
const resourceArn = 'arn:aws:ecr:eu-west-1:111122223333:repository/web';
const imageIds = [{ imageTag: '1.0' }, { imageTag: 'none' }];

/** What is asked of ECR: answers with times, maps, lists and failures, and each kind of refusal. */
const ASK: Readonly<Record<string, (ecr: ECRClient) => Promise<{ $metadata: unknown }>>> = {
  DescribeImages: (ecr) => ecr.send(new DescribeImagesCommand({ ...web, maxResults: 1 })),
  'DescribeImages of no repository': (ecr) => ecr.send(new DescribeImagesCommand({ repositoryName: 'none' })),
  BatchGetImage: (ecr) => ecr.send(new BatchGetImageCommand({ ...web, imageIds })),
  BatchDeleteImage: (ecr) => ecr.send(new BatchDeleteImageCommand({ ...web, imageIds })),
  UpdateImageStorageClass: (ecr) =>
    ecr.send(
      new UpdateImageStorageClassCommand({
        ...web,
        imageId: { imageTag: '1.0' },
        targetStorageClass: 'ARCHIVE',
      }),
    ),
  DescribeImageScanFindings: (ecr) =>
    ecr.send(new DescribeImageScanFindingsCommand({ ...web, imageId: { imageTag: '1.0' } })),
  'DescribeImageScanFindings without a scan': (ecr) =>
    ecr.send(new DescribeImageScanFindingsCommand({ ...web, imageId: { imageTag: '2.0' } })),
  'GetRepositoryPolicy without one': (ecr) => ecr.send(new GetRepositoryPolicyCommand(web)),
  ListTagsForResource: (ecr) => ecr.send(new ListTagsForResourceCommand({ resourceArn })),
};

function createShelf(): Fleet {
  const fleet = createFleet({ timeline: createTimeline(START), seed: 1, emit: () => {} });
  fleet.createRepository({ name: 'web', tags: { team: 'a < b' } });
  const digest = fleet.pushImage('web', { tags: ['1.0'] });
  fleet.pushImage('web', { tags: ['2.0'], children: [digest] });
  fleet.completeScan('web', digest, [{ name: 'CVE-2026-1', severity: 'HIGH', package: 'openssl' }]);
  return fleet;
}

function nothingRuns(): never {
  throw new Error('no durable function is started here');
}

let server: WireServer | undefined;
afterEach(() => server?.close());

/** What is found, or what is thrown, without the number of the request. */
async function outcome(asked: Promise<{ $metadata: unknown }>): Promise<unknown> {
  try {
    const { $metadata: _, ...found } = await asked;
    return { found };
  } catch (error) {
    return { thrown: String(error) };
  }
}

describe('local/wire and ECR', () => {
  it.each(Object.entries(ASK))('answers over HTTP as in the process: %s', async (_name, ask) => {
    const [inside, outside] = [createShelf(), createShelf()];
    const intercepted = new ECRClient(REGION);
    inside.intercept(intercepted);
    const engine = createDurableEngine({ timeline: createTimeline(START), handler: nothingRuns });
    server = await serveWire(createWire({ fleet: outside, engine }));
    const wired = new ECRClient({ ...REGION, endpoint: server.endpoint });

    const [expected, found] = [await outcome(ask(intercepted)), await outcome(ask(wired))];

    expect(found).toEqual(expected);
    expect(outside.calls.map(({ client, command }) => [client, command])).toEqual(
      inside.calls.map(({ client, command }) => [client, command]),
    );
  });
});
