import { type AssumeRoleRequest, type AssumeRoleResponse, STSServiceException } from '@aws-sdk/client-sts';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';

const HOUR_MS = 3600_000;

/**
 * Credentials for a role that trusts this account. The account that they are for stands in the key's id, so that
 * whoever answers for several accounts can tell which is meant.
 */
export function assumeRole(world: World, { RoleArn = '' }: AssumeRoleRequest): AssumeRoleResponse {
  if (!world.workloads.roles.has(RoleArn)) throw denied(RoleArn);
  const [, , , , account = ''] = RoleArn.split(':');
  return {
    Credentials: {
      AccessKeyId: `ASIA${account}`,
      SecretAccessKey: 'simulated',
      SessionToken: 'simulated',
      Expiration: new Date(world.timeline.now() + HOUR_MS),
    },
  };
}

function denied(role: string): STSServiceException {
  const message = `User is not authorized to perform: sts:AssumeRole on resource: ${role}`;
  return new STSServiceException({ ...refusal(message, 403), name: 'AccessDenied', $fault: 'client' });
}
