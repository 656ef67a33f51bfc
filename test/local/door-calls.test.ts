import { DescribeClustersCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { minutes, openWorld, steadyService } from '../support/fleet.ts';
import { recorded } from '../support/iam/recording.ts';

describe('local/door-calls', () => {
  it('tells what each function sends, to the ledger too, and in which account', async () => {
    const world = await openWorld('act');
    const { bad } = steadyService(world);

    const calls = await recorded(async () => {
      world.fleet.deploy('prod', 'payments-api', bad);
      await minutes(world, 10);
    });

    expect(calls.map(({ door, client, command }) => `${door}: ${client} ${command}`)).toEqual(
      expect.arrayContaining([
        'ecs-events: DynamoDB UpdateItem',
        'ecs-events: Lambda Invoke',
        'respond: DynamoDB GetItem',
        'respond: ECS UpdateService',
        'respond: SSM GetParameter',
      ]),
    );
    expect(new Set(calls.map(({ fleet }) => fleet))).toEqual(new Set([world.fleet]));
    await world.close();
  });

  it('takes each domain through functions of its own, also where events of both arrive together', async () => {
    const world = await openWorld('observe');
    const { bad } = steadyService(world);

    const calls = await recorded(async () => {
      world.fleet.deploy('prod', 'payments-api', bad);
      world.tick('clean-images');
      await minutes(world, 10);
    });

    const started = calls
      .filter(({ command }) => command === 'Invoke')
      .map(({ door, input }) => [door, input]);
    expect(started).toMatchObject([
      ['ecr-events', { FunctionName: 'watchkeeper-local-respond-ecr' }],
      ['ecs-events', { FunctionName: 'watchkeeper-local-respond' }],
    ]);
    const of = (door: string) =>
      new Set(calls.filter((call) => call.door === door).map(({ client }) => client));
    expect(of('respond')).not.toContain('ECR');
    expect(of('respond-ecr')).toContain('ECR');
    await world.close();
  });

  it('tells nothing of what people send', async () => {
    const world = await openWorld('act');

    const calls = await recorded(async () => {
      await (await world.clients.ecs()).send(new DescribeClustersCommand({ clusters: ['prod'] }));
    });

    expect(calls).toEqual([]);
    await world.close();
  });
});
