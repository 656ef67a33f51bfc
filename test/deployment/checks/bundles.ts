import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Metafile } from 'esbuild';
import { expect, it } from 'vitest';
import { FUNCTIONS } from '../../../scripts/build.ts';
import type { FunctionName } from '../../../scripts/declared-permissions.ts';
import type { Stack } from '../../../scripts/stack.ts';
import { type Properties, resourcesOf, text } from '../../../scripts/template.ts';
import { PLAYBOOKS } from '../../../shared/playbooks/index.ts';
import { unzip } from '../../support/unzip.ts';

const TRIAGE_START_LIMIT = 64 * 1024;

export function checkBundles({ folder, template, sizes }: Stack): void {
  const functions = resourcesOf(template, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties);
  const named = (name: FunctionName) =>
    functions.find((one) => one.FunctionName === `watchkeeper-prod-${name}`);

  it.each(FUNCTIONS)('the zip of %s holds its bundle and nothing else, without source maps', (name) => {
    const root = unpacked(folder, name);

    expect(readdirSync(root)).toEqual(['dist']);
    expect(readdirSync(join(root, 'dist'))).toEqual([name]);
    const files = readdirSync(join(root, 'dist', name));
    expect(files).toContain('index.mjs');
    expect(files.filter((file) => !/\.mjs$|^config\.json$/.test(file))).toEqual([]);
    expect(existsSync(join(folder, 'dist/maps', name, 'index.mjs.map'))).toBe(true);
  });

  it.each(FUNCTIONS)('%s starts from its zip and answers the smoke event', (name) => {
    const root = unpacked(folder, name);

    const answer = invoke(root, named(name), {});

    expect(answer).toMatchObject({ exports: ['handler'], answer: { ok: true } });
  });

  it.each(FUNCTIONS)(
    "%s never imports one of Node's own modules, with all that its exports would load",
    (name) => {
      const root = join(unpacked(folder, name), 'dist', name);
      const code = readdirSync(root).map((file) => readFileSync(join(root, file), 'utf8'));

      expect(code.join('').match(/(from|import\(?) ?"node:[^"]*"/g)).toBeNull();
      expect(code.join('')).toContain('process.getBuiltinModule("node:https")');
    },
  );

  it.each(FUNCTIONS)('whatever %s loads when it needs it has its names', (name) => {
    const nameless = Object.values(metafileOf(folder, name).outputs)
      .filter(({ exports }) => exports.length === 1 && exports[0] === 'default')
      .flatMap(({ inputs }) => Object.keys(inputs));

    expect(
      nameless,
      'CommonJS has only a default in a bundle: name what is used, as shared/notify/web-api.ts does',
    ).toEqual([]);
  });

  it('triage hears a batch without AWS: what it does not know is dropped, what is broken comes back', () => {
    const unknown = { source: 'my.app', 'detail-type': 'Something', detail: {} };
    const Records = [
      { messageId: 'unknown', body: JSON.stringify(unknown) },
      { messageId: 'broken', body: '{' },
    ];

    const answer = invoke(unpacked(folder, 'ecs-events'), named('ecs-events'), { Records });

    expect(answer).toMatchObject({ answer: { batchItemFailures: [{ itemIdentifier: 'broken' }] } });
  });

  it.each(['task-running-service', 'task-stopped-scaled-in'])(
    'triage ignores %s without the SDK',
    (sample) => {
      const body = readFileSync(`events/aws.ecs/${sample}.json`, 'utf8');
      const Records = [{ messageId: sample, body }];

      const { answer, loaded } = invoke(unpacked(folder, 'ecs-events'), named('ecs-events'), { Records });

      expect(answer).toEqual({ batchItemFailures: [] });
      expect(
        packagesIn(folder, 'ecs-events', loaded).filter((name) =>
          /^@(aws-sdk|smithy|aws-lambda-powertools\/logger)/.test(name),
        ),
      ).toEqual([]);
    },
  );

  it('the Slack door turns away what is not a click, before it reads anything', () => {
    const visit = { headers: {}, isBase64Encoded: false, requestContext: { http: { method: 'GET' } } };

    const { answer } = invoke(unpacked(folder, 'slack'), named('slack'), visit);

    expect(answer).toMatchObject({ statusCode: 405 });
  });

  it.each(['ecs-events', 'ecr-events', 'scaling-events', 'slack'] as const)(
    '%s carries no client that only responses ask',
    (name) => {
      const strange = Object.keys(metafileOf(folder, name).inputs).filter((input) =>
        /client-(apprunner|ecr-public|inspector2|sts|cloudwatch|application-auto-scaling|auto-scaling)\//.test(
          input,
        ),
      );

      expect(strange).toEqual([]);
    },
  );

  it.each([
    { name: 'ecs-events', domain: 'ecs' },
    { name: 'ecr-events', domain: 'ecr' },
    { name: 'scaling-events', domain: 'scaling' },
  ] as const)('$name carries the playbooks of its own domain, and no others', ({ name, domain }) => {
    const inputs = Object.values(metafileOf(folder, name).outputs).flatMap((output) =>
      Object.keys(output.inputs),
    );

    const carried = PLAYBOOKS.filter(({ id }) => inputs.includes(`shared/playbooks/${id}.ts`));
    expect(carried).toEqual(PLAYBOOKS.filter((playbook) => playbook.domain === domain));
  });

  it.each(['ecs-events', 'ecr-events', 'scaling-events'])('%s starts with at most 64 KB', (name) => {
    const triage = sizes.find((one) => one.name === name);

    expect(triage?.atStart).toBeLessThanOrEqual(TRIAGE_START_LIMIT);
  });
}

function variables(properties: Properties | undefined): Readonly<Record<string, unknown>> {
  const environment = properties?.Environment as { Variables: Record<string, unknown> } | undefined;
  return environment?.Variables ?? {};
}

function handlerFile(properties: Properties | undefined): string {
  return String(properties?.Handler).replace(/\.handler$/, '.mjs');
}

function unpacked(folder: string, name: FunctionName): string {
  const target = join(folder, 'unzipped', name);
  if (!existsSync(target)) unzip(join(folder, 'package', `${name}.zip`), target);
  return target;
}

interface Invocation {
  readonly exports: readonly string[];
  readonly answer: unknown;
  /** The bundle's files that were loaded on the way. */
  readonly loaded: readonly string[];
}

/** Load the handler in a process of its own, as Lambda does, and hand it an event. */
function invoke(taskRoot: string, properties: Properties | undefined, event: unknown): Invocation {
  const door = pathToFileURL(join(taskRoot, handlerFile(properties))).href;
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (url.startsWith('file:') && loaded.push(url.split('/').at(-1)), next(url, context)) });
    const door = await import(${JSON.stringify(door)});
    const answer = await door.handler(${JSON.stringify(event)}, { awsRequestId: 'test' });
    console.log(JSON.stringify({ exports: Object.keys(door), answer, loaded }));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: taskRoot,
    encoding: 'utf8',
    stdio: 'pipe',
    env: { ...settled(variables(properties)), AWS_REGION: 'eu-west-1', LAMBDA_TASK_ROOT: taskRoot },
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

function metafileOf(folder: string, name: FunctionName): Metafile {
  return JSON.parse(readFileSync(join(folder, 'dist', `${name}.meta.json`), 'utf8'));
}

/** The packages that these files of a bundle are made of. */
function packagesIn(folder: string, name: FunctionName, files: readonly string[]): readonly string[] {
  const { outputs } = metafileOf(folder, name);
  const made = Object.entries(outputs).filter(([path]) => files.includes(basename(path)));
  expect(made).toHaveLength(files.length);
  return made.flatMap(([, output]) =>
    Object.keys(output.inputs).map((input) => input.split('node_modules/').at(-1) ?? ''),
  );
}

/** What CloudFormation would fill in, filled in. */
function settled(env: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, text(value)]));
}
