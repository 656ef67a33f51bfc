import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type Answer, openRuntimeApi } from './runtime-api.ts';

export interface SandboxOptions {
  /** The built `bootstrap.mjs`. */
  readonly bootstrap: string;
  /** The bundle's entry, which exports `handler`. */
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/** One function instance: a Node process of its own that runs a bundle. */
export interface Sandbox {
  /** Milliseconds from spawning the process to its first request for an event. */
  readonly init: number;
  invoke(event: unknown): Promise<Answer>;
  /** Most memory it ever had, in MB; undefined where the system does not tell. */
  peakMegabytes(): Promise<number | undefined>;
  close(): Promise<void>;
}

/**
 * Start an instance as Lambda does for a cold start. Nothing of the caller's environment gets in.
 * @throws Error with what the process wrote, when it ends instead of asking for an event.
 */
export async function openSandbox({ bootstrap, file, env }: SandboxOptions): Promise<Sandbox> {
  const api = await openRuntimeApi();
  const began = performance.now();
  const child = spawn(process.execPath, [bootstrap, api.address, file], {
    env: { ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaint = text(child.stderr);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const died = ended.then(async (): Promise<never> => {
    throw new Error(`${file} ended early: ${await complaint}`);
  });
  died.catch(() => {});
  const ready = await Promise.race([api.ready, died]);

  return {
    init: ready - began,
    invoke: (event) => Promise.race([api.invoke(event), died]),
    peakMegabytes: () => peakOf(child.pid),
    async close() {
      child.kill();
      await ended;
      await api.close();
    },
  };
}

/** Linux keeps the high-water mark of a process's memory. */
async function peakOf(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]);
  return Number.isFinite(kilobytes) ? kilobytes / 1024 : undefined;
}
