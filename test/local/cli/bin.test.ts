import { execFile, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BIN = join(ROOT, 'bin/watchkeeper.js');
const SPOT = 'events/aws.ecs/task-stopped-spot-interrupted-job.json';
/** Makes Node say that it is an older one. */
const OLDER = [
  '--import',
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.1.0"}})',
];

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(file: string, args: readonly string[], stdin = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(file, [...args], { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
    child.stdin?.end(stdin);
  });
}

describe('bin/watchkeeper.js', () => {
  it.each([
    ['this Node', []],
    ['an older Node, on the one that it brings', OLDER],
  ])('runs on %s, with its streams and exit code', async (_what, flags) => {
    const args = [...flags, BIN, 'explain', SPOT, '-', '--json'];

    const { code, stdout, stderr } = await run(process.execPath, args, 'not json');

    expect(JSON.parse(stdout)).toMatchObject({ door: 'ecs-events', cause: { code: 'spot-interrupted' } });
    expect(stderr).toMatch(/^standard input: not JSON: [^\n]+\n$/);
    expect(code).toBe(2);
  });

  it('is what npx runs in the checkout', async () => {
    const event = JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Created' });

    const { code, stdout } = await run('npx', ['--offline', 'watchkeeper', 'explain', '-', '--json'], event);

    expect(JSON.parse(stdout)).toMatchObject({ event: { source: 'aws.s3' }, door: null, results: [] });
    expect(code).toBe(0);
  });

  it('writes nothing but JSON lines through npm, told to be silent', async () => {
    const args = ['start', '--silent', '--', '--json', '--scenario', 'missing-secret'];

    const { code, stdout } = await run('npm', args);

    const steps = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).step);
    expect(code).toBe(0);
    expect(steps).toEqual(expect.arrayContaining(['begin', 'summary']));
  });

  it('says what to do when no Node is new enough', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-'));
    await mkdir(join(folder, 'bin'));
    await copyFile(BIN, join(folder, 'bin/watchkeeper.js'));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');

    const { code, stdout, stderr } = await run(process.execPath, [
      ...OLDER,
      join(folder, 'bin/watchkeeper.js'),
    ]);

    await rm(folder, { recursive: true });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Watchkeeper needs Node 24.*npm install.*\n$/);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [BIN, 'explain', '-', '--json'], { cwd: ROOT });
    const complaints: string[] = [];
    child.stderr.on('data', (part) => complaints.push(String(part)));
    child.stdout.destroy();
    child.stdin.end('{"source":"aws.s3"}\n'.repeat(5_000));

    const code = await new Promise((resolve) => child.on('close', resolve));

    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  });
});
