import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFunction, type LambdaFunction } from '../../local/lambda/function.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';
import { type Deployment, type FunctionSettings, nameIn, REGION } from './deployment.ts';

const BOOTSTRAP = join(import.meta.dirname, '../../local/lambda/bootstrap.ts');
const PRELOAD = join(import.meta.dirname, 'preload.ts');

export interface DoorsOptions {
  readonly deployment: Deployment;
  /** Where each function's zip was unpacked, in a folder of its name. */
  readonly unzipped: string;
  /** What leads the processes to the simulated AWS and Slack. */
  readonly variables: Readonly<Record<string, string>>;
  /** In place of the configuration in the zips. */
  readonly config?: string | undefined;
  readonly now: () => number;
}

/** All functions of the stack. */
export interface Doors {
  invoke(functionArn: string, event: unknown): Promise<unknown>;
  /** By its name without the stack's, such as `respond`. */
  door(name: string): LambdaFunction;
  /** What they have written to their logs. */
  output(): string;
  close(): Promise<void>;
}

export function openDoors({ deployment, unzipped, variables, config, now }: DoorsOptions): Doors {
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-clock-'));
  const nowFile = join(folder, 'now');
  const configured = config === undefined ? {} : { CONFIG_FILE: writeConfig(folder, config) };
  const written: string[] = [];
  const doors = new Map<string, LambdaFunction>();
  for (const settings of deployment.all<FunctionSettings>('AWS::Lambda::Function')) {
    const taskRoot = join(unzipped, shortName(settings.FunctionName));
    const env = {
      ...environmentOf(settings, taskRoot),
      ...variables,
      ...configured,
      SIMULATED_NOW_FILE: nowFile,
    };
    const onOutput = (text: string) => void written.push(text);
    doors.set(settings.FunctionName, openDoor(settings, { taskRoot, env, now, onOutput }));
  }

  function named(name: string): LambdaFunction {
    const door = doors.get(name);
    if (door === undefined) throw new Error(`the template has no function ${name}`);
    return door;
  }

  return {
    async invoke(functionArn, event) {
      writeFileSync(nowFile, String(now()));
      return named(nameIn(functionArn)).invoke(event);
    },
    door: (name) => named(`watchkeeper-prod-${name}`),
    output: () => written.join(''),
    async close() {
      await Promise.all([...doors.values()].map((door) => door.close()));
      rmSync(folder, { recursive: true });
    },
  };
}

/** Decoded as the build does it; gives the file. */
function writeConfig(folder: string, text: string): string {
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify(decodeConfig(text, 'the configuration of the test')));
  return file;
}

interface Surroundings {
  readonly taskRoot: string;
  readonly env: Readonly<Record<string, string>>;
  readonly now: () => number;
  readonly onOutput: (text: string) => void;
}

function openDoor(settings: FunctionSettings, { taskRoot, ...others }: Surroundings): LambdaFunction {
  const file = join(taskRoot, settings.Handler.replace(/\.handler$/, '.mjs'));
  const heap = `--max-old-space-size=${Math.floor(settings.MemorySize * 0.9)}`;
  return createFunction({
    command: (api) => [process.execPath, heap, '--import', PRELOAD, BOOTSTRAP, api, file],
    folder: taskRoot,
    timeoutSeconds: settings.Timeout,
    ...others,
  });
}

/** The template's variables, and Lambda's own: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
function environmentOf(settings: FunctionSettings, taskRoot: string): Record<string, string> {
  return {
    ...settings.Environment.Variables,
    _HANDLER: settings.Handler,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: settings.FunctionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.MemorySize),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    LAMBDA_TASK_ROOT: taskRoot,
    TZ: ':UTC',
    // The key says whose call it is: each function has a role of its own.
    AWS_ACCESS_KEY_ID: settings.FunctionName,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
  };
}

function shortName(functionName: string): string {
  return functionName.replace('watchkeeper-prod-', '');
}
