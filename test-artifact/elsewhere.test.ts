import { afterEach, describe, expect, it } from 'vitest';
import { createStage } from '../test/local/fleet/support.ts';
import { outcomes, writes } from '../test/support/fleet.ts';
import { actionOf } from './support/calls.ts';
import { dailyTick, statuses } from './support/daily-tick.ts';
import { ACCOUNT, REGION } from './support/deployment.ts';
import { closeAll } from './support/stories.ts';
import type { ArtifactWorld } from './support/world.ts';

afterEach(closeAll);

const OTHER = '222233334444';
const READER = `arn:aws:iam::${OTHER}:role/image-reader`;
const CONFIG = `
mode: act
approvers: [U01ONCALL1]
routes: [{ channel: '#ops' }]
budgets: { perAccountPerHour: 100 }
playbooks:
  clean-images:
    settings:
      elsewhere: [{ roleArn: '${READER}', regions: [${REGION}] }]
`;

/** The daily look, where jobs of another account pin every image that nothing at home uses. */
async function tickWithOther(prepare: (here: ArtifactWorld) => void): Promise<ArtifactWorld> {
  const { fleet } = createStage({ account: OTHER, region: REGION });
  const pin = (digest: string, index: number) => {
    const image = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/payments-api@${digest}`;
    const containerDefinitions = [{ name: 'app', image, memory: 128 }];
    fleet.registerTaskDefinition({ family: `pinned-${index}`, containerDefinitions });
  };
  const others = [{ account: OTHER, region: REGION, fleet }];
  const both = (here: ArtifactWorld) => {
    digests(here).forEach(pin);
    prepare(here);
  };
  const here = await dailyTick(both, { config: CONFIG, others });
  await here.minutes(60);
  return here;
}

function digests({ fleet }: ArtifactWorld): readonly string[] {
  const { imageDetails = [] } = fleet.send('ECR', 'DescribeImages', { repositoryName: 'payments-api' }) as {
    readonly imageDetails?: readonly { readonly imageDigest?: string }[];
  };
  return imageDetails.flatMap(({ imageDigest }) => imageDigest ?? []);
}

describe('the shipped bundles, where another account uses images', () => {
  it('take on the role there, by STS over HTTP, and leave its images alone', async () => {
    const here = await tickWithOther(({ fleet }) => fleet.putRole(READER));

    expect(here.requests.map(actionOf)).toContain('sts:AssumeRole');
    expect(statuses(here)).toEqual(Array(20).fill('ACTIVE'));
    expect(outcomes(here)).toMatchObject([{ type: 'nothing' }]);
  });

  it('remove nothing where the role cannot be taken on, and name it', async () => {
    const here = await tickWithOther(() => {});

    expect(writes(here)).not.toContain('UpdateImageStorageClass');
    expect(outcomes(here)).toMatchObject([
      { type: 'failed', code: 'read-failed', reason: expect.stringContaining(READER) },
    ]);
  });
});
