import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, it } from 'vitest';
import { createDurableEngine } from '../../../local/durable/engine.ts';
import { createWire } from '../../../local/wire/index.ts';
import { serveWire, type WireServer } from '../../../local/wire/server.ts';
import { createStage } from '../fleet/support.ts';

const RoleArn = 'arn:aws:iam::222233334444:role/image-reader';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

let server: WireServer | undefined;
afterEach(() => server?.close());

/** What STS answers over HTTP, to somebody who asks for the role. */
async function ask(prepare: (fleet: ReturnType<typeof createStage>['fleet']) => void) {
  const { fleet, timeline } = createStage();
  prepare(fleet);
  const engine = createDurableEngine({ timeline, handler: () => async () => undefined as never });
  server = await serveWire(createWire({ fleet, engine }));
  const sts = new STSClient({ region: 'eu-west-1', credentials, endpoint: server.endpoint, maxAttempts: 1 });
  return sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'watchkeeper' }));
}

it('local/wire: STS gives the credentials of a role, with the moment at which they end', async () => {
  const { Credentials } = await ask((fleet) => fleet.putRole(RoleArn));

  expect(Credentials).toEqual({
    AccessKeyId: 'ASIA222233334444',
    SecretAccessKey: 'simulated',
    SessionToken: 'simulated',
    Expiration: new Date('2026-11-23T04:00:00Z'),
  });
});

it('local/wire: STS says which role does not trust the account', async () => {
  await expect(ask(() => {})).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining(RoleArn),
  });
});
