import { openSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';

export interface FunctionOptions extends SandboxOptions {
  readonly timeoutSeconds: number;
  /** The function's clock, in milliseconds since the epoch. */
  readonly now: () => number;
}

/** A function as Lambda keeps it: an instance is started when none is there, and stays until it fails. */
export interface LambdaFunction {
  /** Throws what the function reports, when its process ends, and when it takes longer than its timeout. */
  invoke(event: unknown): Promise<unknown>;
  /** End the instance at once; the next invocation starts another. */
  kill(): void;
  /** How many instances were started so far. */
  started(): number;
  close(): Promise<void>;
}

export function createFunction(options: FunctionOptions): LambdaFunction {
  const { timeoutSeconds, now } = options;
  let sandbox: Sandbox | undefined;
  let started = 0;

  async function invoke(event: unknown): Promise<unknown> {
    if (sandbox === undefined) {
      sandbox = await openSandbox(options);
      started += 1;
    }
    const timer = setTimeout(kill, timeoutSeconds * 1_000);
    try {
      const { body } = await sandbox.invoke(event, now() + timeoutSeconds * 1_000);
      return JSON.parse(body);
    } catch (error) {
      await close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  function kill(): void {
    sandbox?.kill();
  }

  async function close(): Promise<void> {
    const gone = sandbox;
    sandbox = undefined;
    await gone?.close();
  }

  return { invoke, kill, started: () => started, close };
}
