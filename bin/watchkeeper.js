#!/usr/bin/env node
// Plain JavaScript on purpose: it must start on any Node, and find the one that runs TypeScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const main = new URL('../local/cli/main.ts', import.meta.url);
const pinned = fileURLToPath(
  new URL(`../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
);

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  const { runProcess } = await import(main.href);
  await runProcess();
} else if (existsSync(pinned)) {
  runOn(pinned);
} else {
  fail(
    `Watchkeeper needs Node ${NEEDED}, and this is ${process.version}. Run "npm install" here: it brings its own.`,
  );
}

/** The same command on another Node, with its streams, its exit code and the signals for it passed through. */
function runOn(node) {
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal sends SIGINT to both; whoever sends SIGTERM or SIGHUP knows only this process.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`${node} cannot be started: ${error.message}. Run "npm install" again.`));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
