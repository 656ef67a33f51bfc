import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { parseArn } from '../../domain/arn.ts';
import type { Elsewhere } from '../../domain/image.ts';
import type { Credentials } from '../connection.ts';
import { errorText } from '../failures.ts';
import type { ImageClients } from '../image-clients.ts';
import { need, read } from '../read.ts';

export interface Somewhere {
  /** For people: `account 111122223333, us-east-1`, or the Region alone in the own account. */
  readonly name: string | undefined;
  readonly account: string;
  readonly clients: ImageClients;
}

export interface Opened {
  readonly open: readonly Somewhere[];
  readonly unread: readonly string[];
}

/** Stands in CloudTrail of the other account, so that people there see who reads. */
const SESSION = 'watchkeeper';

/** Clients for every Region; `account` is the own one. A role that cannot be assumed is one entry of `unread`. */
export async function openElsewhere(
  account: string,
  clients: ImageClients,
  elsewhere: readonly Elsewhere[],
): Promise<Opened> {
  const opened = await Promise.all(elsewhere.map((one) => openOne(account, clients, one)));
  return {
    open: opened.flatMap(({ open }) => open),
    unread: opened.flatMap(({ unread }) => unread),
  };
}

async function openOne(own: string, clients: ImageClients, { roleArn, regions }: Elsewhere): Promise<Opened> {
  if (regions.length === 0)
    return {
      open: [],
      unread: [`no Region is named for ${roleArn ?? 'this account'}: name those that use images`],
    };
  try {
    const credentials = roleArn === undefined ? {} : await credentialsOf(await clients.sts(), roleArn);
    const other = parseArn(roleArn ?? '')?.account;
    const open = regions.map((region) => ({
      name: other ? `account ${other}, ${region}` : region,
      account: other ?? own,
      clients: clients.at({ region, ...credentials }),
    }));
    return { open, unread: [] };
  } catch (error) {
    return { open: [], unread: [errorText(error)] };
  }
}

async function credentialsOf(sts: STSClient, RoleArn: string): Promise<{ credentials: Credentials }> {
  const reading = { action: 'sts:AssumeRole', what: `what ${RoleArn} sees` };
  return read(reading, async () => {
    const answer = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: SESSION }));
    const given = need(answer.Credentials, 'Credentials', reading);
    const credentials = {
      accessKeyId: need(given.AccessKeyId, 'AccessKeyId', reading),
      secretAccessKey: need(given.SecretAccessKey, 'SecretAccessKey', reading),
      sessionToken: need(given.SessionToken, 'SessionToken', reading),
    };
    return { credentials };
  });
}
