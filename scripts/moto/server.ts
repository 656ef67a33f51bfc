import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Moto {
  /** `http://127.0.0.1:<port>`: for AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

const SERVE = fileURLToPath(new URL('serve.py', import.meta.url));

/** Start moto with the Python that `installMoto` gives. It also ends if this process dies without a word. */
export async function startMoto(python: string): Promise<Moto> {
  const child = spawn(python, [SERVE], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = await Promise.race([once(createInterface(child.stdout), 'line'), failure(child)]);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

async function failure(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`moto did not start: its process ended with ${code}`);
}

/** What an SDK needs to talk to moto and to nothing else: whatever else says `AWS_` here is left out. */
export function motoEnvironment({ endpoint }: Pick<Moto, 'endpoint'>): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(others),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}
