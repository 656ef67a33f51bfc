import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openMemoryDatabase } from '../local/ledger-table/database.ts';
import { PEOPLE } from '../local/scenarios/config.ts';
import { offHours } from '../local/scenarios/off-hours.ts';
import { risingLoad } from '../local/scenarios/rising-load.ts';
import { runScenarios } from '../local/scenarios/run.ts';
import type { Scenario } from '../local/scenarios/scenario.ts';
import { unusedImages } from '../local/scenarios/unused-images.ts';
import { vulnerability } from '../local/scenarios/vulnerability.ts';
import { EXAMPLE_PEOPLE, exampleAsking, exampleResolved } from '../local/slack/example.ts';
import { type Post, renderPage } from '../local/slack/html.ts';
import type { Tell } from '../local/story/turn.ts';
import { utc } from '../shared/notify/format.ts';
import { renderIncident } from '../shared/notify/render.ts';

/** Draws the pictures of the messages that Slack would be sent. Needs Chromium; without it, only the pages. */

const WIDTH = 760;
const SCALE = 2;
const CHANNEL = '# ops-prod';

interface Picture {
  readonly name: string;
  readonly posts: readonly Post[];
  readonly people: Readonly<Record<string, string>>;
}

const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(isInstalled);
const folder = mkdtempSync(join(tmpdir(), 'slack-picture-'));
for (const picture of [crashLoop(), await images(), await scaling()]) draw(picture);
if (browser !== undefined) rmSync(folder, { recursive: true });

function crashLoop(): Picture {
  const posts = [
    { message: renderIncident(exampleAsking, () => 'preview'), time: time(exampleAsking.at) },
    {
      message: renderIncident(exampleResolved),
      time: time(exampleAsking.at),
      edited: true,
      caption: 'the same message, 12 minutes later',
    },
  ];
  return { name: 'slack-message', posts, people: EXAMPLE_PEOPLE };
}

/** As `npm start` plays them: a cleanup that asks, a vulnerability whose last service was just fixed. */
async function images(): Promise<Picture> {
  const [asks, , , fixed] = await played([unusedImages, vulnerability]);
  return { name: 'slack-images', posts: [asks, fixed].filter((post) => post !== undefined), people: PEOPLE };
}

/** A service that was given more tasks, while it can be taken back, and what sleeps over the weekend. */
async function scaling(): Promise<Picture> {
  const told = await played([risingLoad, offHours]);
  const scaled = told.find(has('undo'));
  const asleep = told.findLast(has('awake-1-hour'));
  return {
    name: 'slack-scaling',
    posts: [scaled, asleep].filter((post) => post !== undefined),
    people: PEOPLE,
  };
}

/** Every message of these stories, as it was sent and each time it was changed. */
async function played(scenarios: readonly Scenario[]): Promise<readonly Post[]> {
  const told: Post[] = [];
  const tell: Tell = (turn) => {
    if (turn.step === 'slack')
      told.push({ message: turn.message, time: time(turn.at), edited: turn.edits > 0 });
  };
  await runScenarios({ scenarios, tell, database: openMemoryDatabase() });
  return told;
}

function has(action: string): (post: Post) => boolean {
  return ({ message }) => JSON.stringify(message.blocks).includes(`"action_id":"${action}`);
}

function time(iso: string): string {
  return utc(iso, iso).replace(' UTC', '');
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

function draw({ name, posts, people }: Picture): void {
  const page = renderPage([...posts], { channel: CHANNEL, people });
  const file = join(folder, `${name}.html`);
  writeFileSync(file, page);
  if (browser === undefined) {
    console.log(`Chromium is not installed, so there is no picture; the page is ${file}`);
    return;
  }
  const out = fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url));
  const size = `--window-size=${WIDTH},${heightOf(browser, page)}`;
  chromium(browser, [size, `--force-device-scale-factor=${SCALE}`, `--screenshot=${out}`], file);
  console.log(`Drawn: ${out}`);
}

/** Chromium shoots its window, so the page is measured first: a script writes its height into the document. */
function heightOf(command: string, page: string): number {
  const probe =
    '<script>document.title = "h=" + Math.ceil(document.querySelector("main").getBoundingClientRect().height)</script>';
  const measured = join(folder, 'measured.html');
  writeFileSync(measured, page.replace('</body>', `${probe}</body>`));
  const { stdout } = chromium(command, [`--window-size=${WIDTH},800`, '--dump-dom'], measured);
  const height = Number(/<title>h=(\d+)<\/title>/.exec(stdout)?.[1]);
  if (!Number.isFinite(height)) throw new Error('Chromium did not tell how high the page is.');
  return height;
}

function chromium(command: string, options: readonly string[], source: string) {
  const common = ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'];
  const result = spawnSync(command, [...common, ...options, pathToFileURL(source).href], {
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`Chromium failed: ${result.stderr}`);
  return result;
}
