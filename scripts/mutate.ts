import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import { mutationPage, type Report } from './mutation-page.ts';
import { REASONS } from './mutation-reasons.ts';

/** The rooms whose tests must notice every change, and the files that they test. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  guardrails: ['shared/guardrails/**/*.ts'],
  causes: ['shared/causes/**/*.ts'],
  triage: ['shared/triage.ts', 'shared/triage/**/*.ts'],
  ledger: ['shared/ledger/**/*.ts'],
};

/** The page shows what was measured last of each room. */
const reportOf = (room: string) => `.stryker/${room}.json`;

/** Break the room's code in every way that Stryker knows, one at a time, and run the room's own tests each time. */
async function mutate(room: string): Promise<void> {
  const files = ROOMS[room];
  if (!files) throw new Error(`"${room}" is not mutated: choose of ${Object.keys(ROOMS).join(', ')}`);
  process.env.MUTATED_ROOM = room;
  const stryker = new Stryker({
    mutate: [...files],
    jsonReporter: { fileName: reportOf(room) },
    incrementalFile: `.stryker/${room}-incremental.json`,
  });
  await stryker.runMutationTest();
}

const rooms = process.argv.slice(2);
for (const room of rooms.length > 0 ? rooms : Object.keys(ROOMS)) await mutate(room);

const reports = Object.keys(ROOMS)
  .filter((room) => existsSync(reportOf(room)))
  .map((room): [string, Report] => [room, JSON.parse(readFileSync(reportOf(room), 'utf8'))]);
const today = new Date().toISOString().slice(0, 10);
writeFileSync('docs/mutation.md', mutationPage(reports, REASONS, today));
