import type { Clock, Log } from '../deps.ts';
import type { KillSwitch } from '../domain/guard.ts';
import type { Clients } from './clients.ts';
import { errorName, errorText, hasName, isDenied } from './failures.ts';

/** Secrets that were rotated are used after five minutes at the latest. */
const SECRET_TTL_MS = 5 * 60_000;

/** Short, because somebody who throws the switch means now; long enough to spare a read per action. */
const KILL_SWITCH_TTL_MS = 15_000;

/** Parameters that are encrypted with a key of one's own need `kms:Decrypt` on that key as well. */
export const PARAMETER_PERMISSIONS = ['ssm:GetParameter'] as const;

/** Reads one SSM parameter, decrypted, and keeps it for `ttlMs`. Failures are not kept. Throws when there is none. */
export function createParameter(
  clients: Pick<Clients, 'ssm'>,
  name: string,
  ttlMs: number,
  clock: Clock,
): () => Promise<string> {
  let kept: { readonly value: string; readonly until: number } | undefined;
  return async () => {
    if (kept && clock() < kept.until) return kept.value;
    const value = await readParameter(clients, name);
    kept = { value, until: clock() + ttlMs };
    return value;
  };
}

/** A parameter that must have a value. Its errors name the parameter, never what is in it. */
export function createSecret(
  clients: Pick<Clients, 'ssm'>,
  name: string,
  clock: Clock,
): () => Promise<string> {
  const parameter = createParameter(clients, name, SECRET_TTL_MS, clock);
  return async () => {
    const value = (await parameter()).trim();
    if (value === '') throw new Error(`SSM parameter "${name}" is empty: store the secret in it`);
    return value;
  };
}

/**
 * The switch that stops every action without a deployment: a parameter that says `on` or `off`. One that is
 * missing or says anything else is a mistake, and lets nothing through.
 */
export function createKillSwitch(
  clients: Pick<Clients, 'ssm'>,
  name: string,
  clock: Clock,
  log: Pick<Log, 'error'>,
): () => Promise<KillSwitch> {
  const parameter = createParameter(clients, name, KILL_SWITCH_TTL_MS, clock);
  return async () => {
    try {
      const value = (await parameter()).trim().toLowerCase();
      if (value === 'on' || value === 'off') return value;
      log.error('The kill switch says neither "on" nor "off": nothing will be done', { parameter: name });
    } catch (error) {
      log.error('The kill switch cannot be read: nothing will be done', {
        parameter: name,
        reason: errorText(error),
      });
    }
    return 'unreadable';
  };
}

async function readParameter(clients: Pick<Clients, 'ssm'>, Name: string): Promise<string> {
  const { GetParameterCommand } = await import('./sdk/ssm.ts');
  const ssm = await clients.ssm();
  try {
    const found = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
    return found.Parameter?.Value ?? '';
  } catch (error) {
    throw new Error(explain(Name, error), { cause: error });
  }
}

function explain(name: string, error: unknown): string {
  const subject = `SSM parameter "${name}"`;
  if (hasName(error, 'ParameterNotFound')) return `${subject} does not exist: create it, or correct its name`;
  if (isDenied(error))
    return `${subject} may not be read: add "ssm:GetParameter" (and "kms:Decrypt" for a key of your own) to the role of this function`;
  return `${subject} could not be read: ${errorName(error)}: ${errorText(error)}`;
}
