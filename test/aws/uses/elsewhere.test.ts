import { describe, expect, it } from 'vitest';
import { interceptAccounts, keyOf } from '../../../local/fleet/accounts.ts';
import { createResponseClients } from '../../../shared/aws/response-clients.ts';
import { readUseGraph } from '../../../shared/aws/uses.ts';
import type { Elsewhere } from '../../../shared/domain/image.ts';
import { createStage, definition } from '../../local/fleet/support.ts';

const HOME = '111122223333';
const OTHER = '222233334444';
const READER = `arn:aws:iam::${OTHER}:role/image-reader`;

/** Two accounts in two Regions, each with a family that is called after it. */
function createAccounts() {
  const stageIn = (account: string, region: string) => {
    const { fleet } = createStage({ account, region });
    fleet.registerTaskDefinition(definition(`of-${account}-${region}`));
    return { account, region, fleet };
  };
  const home = stageIn(HOME, 'eu-west-1');
  const accounts = [
    home,
    stageIn(HOME, 'us-east-1'),
    stageIn(OTHER, 'us-east-1'),
    stageIn(OTHER, 'eu-west-1'),
  ];
  const clients = createResponseClients({
    region: 'eu-west-1',
    credentials: keyOf(HOME),
    intercept: interceptAccounts(accounts),
  });
  const graph = (...elsewhere: Elsewhere[]) =>
    readUseGraph(clients, { account: HOME, rollbackDepth: 1, watchesEks: false, elsewhere });
  return { home: home.fleet, others: accounts.slice(1), graph };
}

const people = async (graph: ReturnType<typeof readUseGraph>) =>
  (await graph).uses.map(({ by }) => by).filter((by) => by.includes('of-'));

describe('shared/aws/uses/elsewhere', () => {
  it('reads other Regions of the account, and says which', async () => {
    const { graph } = createAccounts();

    expect(await people(graph({ regions: ['us-east-1'] }))).toEqual([
      `task definition of-${HOME}-eu-west-1:1`,
      `task definition of-${HOME}-us-east-1:1 (us-east-1)`,
    ]);
  });

  it('reads other accounts by a role, in each of the Regions, and assumes the role once', async () => {
    const { graph, home } = createAccounts();
    home.putRole(READER);

    expect(await people(graph({ roleArn: READER, regions: ['us-east-1', 'eu-west-1'] }))).toEqual([
      `task definition of-${HOME}-eu-west-1:1`,
      `task definition of-${OTHER}-us-east-1:1 (account ${OTHER}, us-east-1)`,
      `task definition of-${OTHER}-eu-west-1:1 (account ${OTHER}, eu-west-1)`,
    ]);
    expect(home.calls.filter(({ client }) => client === 'STS')).toMatchObject([
      { command: 'AssumeRole', input: { RoleArn: READER, RoleSessionName: 'watchkeeper' } },
    ]);
  });

  it('a role that cannot be assumed makes the graph partial', async () => {
    const { graph } = createAccounts();

    expect((await graph({ roleArn: READER, regions: ['us-east-1'] })).unread).toEqual([
      `what ${READER} sees may not be read: add "sts:AssumeRole" to the role of this function`,
    ]);
  });

  it('a reader that fails in another account says where', async () => {
    const { graph, home, others } = createAccounts();
    home.putRole(READER);
    for (const { fleet } of others) fleet.fault({ command: 'ListFunctions', kind: 'throttled' });

    expect((await graph({ roleArn: READER, regions: ['us-east-1'] })).unread).toEqual([
      `in account ${OTHER}, us-east-1: the list of Lambda functions could not be read: AWS throttles lambda:ListFunctions; it helps to wait`,
    ]);
  });

  it('an account without a Region is a mistake, not an account without images', async () => {
    const { graph } = createAccounts();

    expect((await graph({ roleArn: READER, regions: [] })).unread).toEqual([
      `no Region is named for ${READER}: name those that use images`,
    ]);
  });
});
