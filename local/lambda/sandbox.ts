import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { cpuOf, peakOf } from './process-figures.ts';
import { type Answer, openRuntimeApi } from './runtime-api.ts';

export interface SandboxOptions {
  /** The program and its arguments that begin an instance, given the Runtime API's `host:port`. */
  command(api: string): readonly [string, ...string[]];
  /** Where it runs. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Takes what it writes to standard output. */
  readonly onOutput?: (text: string) => void;
}

/** One function instance: a process of its own that runs a bundle. */
export interface Sandbox {
  /** Milliseconds from spawning the process to its first request for an event. */
  readonly init: number;
  /** See `RuntimeApi`; throws too when the process ends. */
  invoke(event: unknown, deadline?: number): Promise<Answer>;
  /** Most memory it ever had, in MB; undefined where the system does not tell. */
  peakMegabytes(): Promise<number | undefined>;
  /** Milliseconds of a core that it has used so far; NaN where the system does not tell. */
  cpu(): Promise<number>;
  /** End the process at once, whatever it is at. */
  kill(): void;
  /** Bytes that it has written to its log so far. */
  logged(): number;
  close(): Promise<void>;
}

/**
 * Start an instance as Lambda does for a cold start. Nothing of the caller's environment gets in.
 * @throws Error with what the process wrote, when it ends instead of asking for an event.
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { command, folder, env, onOutput = () => {} } = options;
  const api = await openRuntimeApi();
  const began = performance.now();
  const [program, ...args] = command(api.address);
  const child = spawn(program, args, { cwd: folder, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let logged = 0;
  child.stdout.setEncoding('utf8').on('data', (written: string) => {
    logged += Buffer.byteLength(written);
    onOutput(written);
  });
  const complaint = text(child.stderr);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const died = ended.then(async (): Promise<never> => {
    await api.close();
    throw new Error(`${args.join(' ')} ended early: ${await complaint}`);
  });
  const gone = died.catch(() => {});
  const ready = await Promise.race([api.ready, died]);

  return {
    init: ready - began,
    invoke: (event, deadline) => Promise.race([api.invoke(event, deadline), died]),
    peakMegabytes: () => peakOf(child.pid),
    cpu: () => cpuOf(child.pid),
    kill: () => void child.kill('SIGKILL'),
    logged: () => logged,
    async close() {
      child.kill();
      await gone;
    },
  };
}
