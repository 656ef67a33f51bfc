import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { createLedgerTable } from '../../local/database.ts';
import { REGION } from '../samples.ts';

/** The ledger's table, and the service `prod/payments-api` that Cloud Custodian reads: it runs, so nothing is changed. */
export async function fillMoto(endpoint: string, table: string): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const connection = { region: REGION, endpoint, credentials };
  await createLedgerTable(new DynamoDBClient(connection), table);
  const ecs = new ECSClient(connection);
  await ecs.send(new CreateClusterCommand({ clusterName: 'prod' }));
  const container = { name: 'app', image: 'payments-api:1', memory: 256 };
  await ecs.send(
    new RegisterTaskDefinitionCommand({ family: 'payments-api', containerDefinitions: [container] }),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster: 'prod',
      serviceName: 'payments-api',
      taskDefinition: 'payments-api',
      desiredCount: 4,
    }),
  );
}
