import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import type { Ledger } from '../../shared/deps.ts';
import type { Receipt } from '../../shared/domain/decision.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { openTable } from '../../shared/ledger/table.ts';
import { incidentRef, mark, NOW } from '../support/incidents.ts';

/** A ledger on a DynamoDB that always answers like that. */
function ledgerOn(answer: () => object): Ledger {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
  client.middlewareStack.add(() => async () => ({ output: { $metadata: {}, ...answer() }, response: {} }), {
    step: 'initialize',
    priority: 'high',
  });
  return createLedger({ name: 'ledger', client: async () => client, clock: () => NOW });
}

function throttled(): never {
  throw new Error('Rate exceeded');
}

describe('shared/ledger/table', () => {
  it('takes no answer without the item for an empty item', async () => {
    const ledger = ledgerOn(() => ({}));

    await expect(ledger.mark('key', [mark('task-1')])).rejects.toThrow('did not say what stands in key');
  });

  it('says what stands there when the condition of a write does not hold', async () => {
    const { table: name, client } = openMemoryDatabase();
    const table = openTable({ name, client: async () => client });
    const update = {
      UpdateExpression: 'SET generation = :one',
      ConditionExpression: 'attribute_not_exists(generation)',
      ExpressionAttributeValues: { ':one': 1 },
    };
    const { item } = await table.update('key', 'incident', update);

    expect(await table.update('key', 'incident', update)).toEqual({ type: 'refused', item });
    expect(item).toMatchObject({ generation: 1 });
  });

  it.each<[string, (ledger: Ledger) => Promise<unknown>]>([
    ['counted', (ledger) => ledger.mark('key', [mark('task-1')])],
    ['claimed', (ledger) => ledger.claim(incidentRef(), 'a', 'later')],
    ['renewed', (ledger) => ledger.renew(incidentRef(), 'a', 'later')],
    ['intended', (ledger) => ledger.intend(incidentRef(), 'a', mark('act'))],
    ['spent', (ledger) => ledger.spend('budget', 'id', NOW, 5)],
    ['written into a receipt', (ledger) => ledger.receipt(RECEIPT)],
    ['closed', (ledger) => ledger.close(incidentRef(), 'a', { at: 'now', seen: [] })],
  ])('takes a DynamoDB that fails for no answer: nothing is %s', async (_what, call) => {
    await expect(call(ledgerOn(throttled))).rejects.toThrow('Rate exceeded');
  });
});

const RECEIPT: Receipt = {
  incident: 'key',
  generation: 1,
  action: {
    kind: 'ecs.run-task',
    target: 'cluster',
    clusterArn: 'cluster',
    risk: 'low',
    clientToken: 'token',
    replaces: 'task',
    taskDefinitionArn: 'definition',
    startedBy: 'watchkeeper/1/rule',
  },
  result: { type: 'done', reason: 'started' },
  planHash: 'p',
  approvedBy: 'mode',
  at: 'now',
};
