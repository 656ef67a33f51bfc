import type { DynamoDBDocumentClient, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';

export type Item = Record<string, unknown>;

export type Written =
  | { readonly type: 'written'; readonly item: Item }
  /** The condition did not hold; `item` is what stands there, if anything does. */
  | { readonly type: 'refused'; readonly item: Item | undefined };

export type Update = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** The three calls the ledger makes: one item each, never a scan. */
export interface Table {
  get(pk: string, sk: string): Promise<Item | undefined>;
  update(pk: string, sk: string, update: Update): Promise<Written>;
  /** Append-only: an item that exists already is left as it is. */
  add(item: Item): Promise<void>;
}

export interface TableOptions {
  readonly name: string;
  readonly client: () => Promise<DynamoDBDocumentClient>;
}

export function openTable({ name, client }: TableOptions): Table {
  async function get(pk: string, sk: string): Promise<Item | undefined> {
    const { GetCommand } = await import('../aws/sdk/dynamodb.ts');
    const command = new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true });
    return (await (await client()).send(command)).Item;
  }

  async function update(pk: string, sk: string, expression: Update): Promise<Written> {
    const { UpdateCommand } = await import('../aws/sdk/dynamodb.ts');
    const command = new UpdateCommand({
      TableName: name,
      Key: { pk, sk },
      ReturnValues: 'ALL_NEW',
      ...expression,
    });
    try {
      const { Attributes } = await (await client()).send(command);
      if (!Attributes) throw new Error(`DynamoDB did not say what stands in ${pk} now: asked for ALL_NEW`);
      return { type: 'written', item: Attributes };
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return { type: 'refused', item: await get(pk, sk) };
    }
  }

  async function add(item: Item): Promise<void> {
    const { PutCommand } = await import('../aws/sdk/dynamodb.ts');
    const command = new PutCommand({
      TableName: name,
      Item: item,
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    try {
      await (await client()).send(command);
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }

  return { get, update, add };
}

function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}
