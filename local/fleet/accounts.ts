import type { Intercept, Interceptable } from '../../shared/aws/intercept.ts';
import type { Fleet } from './index.ts';

/** One account in one Region. */
export interface Account {
  readonly account: string;
  readonly region: string;
  readonly fleet: Fleet;
}

/** What every client of the SDK knows of where it sends to. */
interface Configured {
  readonly config: {
    region(): Promise<string>;
    credentials(): Promise<{ readonly accessKeyId: string }>;
  };
}

/**
 * Has each client answered by the account of its credentials, in its Region: `AssumeRole` writes the account into
 * the key's id, and clients of the own account are made with `keyOf` it.
 */
export function interceptAccounts(accounts: readonly Account[]): Intercept {
  return (client: Interceptable & Partial<Configured>) => {
    client.middlewareStack.add(
      (_next, { clientName = '', commandName = '' }) =>
        async ({ input }) => {
          const { fleet } = await accountOf(accounts, client);
          const command = commandName.replace(/Command$/, '');
          return { output: fleet.send(clientName.replace(/Client$/, ''), command, input), response: {} };
        },
      { step: 'initialize', priority: 'high', name: 'simulatedAccounts' },
    );
  };
}

/** Credentials of an account, as far as a simulated one looks at them. */
export function keyOf(account: string): { accessKeyId: string; secretAccessKey: string } {
  return { accessKeyId: `AKIA${account}`, secretAccessKey: 'simulated' };
}

async function accountOf(accounts: readonly Account[], { config }: Partial<Configured>): Promise<Account> {
  const region = await config?.region();
  const key = (await config?.credentials())?.accessKeyId.slice(4);
  const found = accounts.find((one) => one.account === key && one.region === region);
  if (found === undefined) throw new Error(`no account ${key} is simulated in ${region}`);
  return found;
}
