import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { EXAMPLE_PEOPLE, exampleAsking, exampleResolved } from '../local/slack/example.ts';
import { type Post, renderPage } from '../local/slack/html.ts';
import { utc } from '../shared/notify/format.ts';
import { renderIncident } from '../shared/notify/render.ts';

/** Draws the README's picture from the message that Slack would be sent. Needs Chromium; without it, only the page. */

const WIDTH = 760;
const SCALE = 2;
const out = fileURLToPath(new URL('../docs/slack-message.png', import.meta.url));

const page = renderPage(posts(), { channel: '# ops-prod', people: EXAMPLE_PEOPLE });
const folder = mkdtempSync(join(tmpdir(), 'slack-picture-'));
const file = join(folder, 'message.html');
writeFileSync(file, page);
const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(isInstalled);
if (browser === undefined)
  console.log(`Chromium is not installed, so there is no picture; the page is ${file}`);
else draw(browser);

function posts(): Post[] {
  return [
    { message: renderIncident(exampleAsking, () => 'preview'), time: time(exampleAsking.at) },
    {
      message: renderIncident(exampleResolved),
      time: time(exampleAsking.at),
      edited: true,
      caption: 'the same message, 12 minutes later',
    },
  ];
}

function time(iso: string): string {
  return utc(iso, iso).replace(' UTC', '');
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

function draw(command: string): void {
  chromium(command, [
    `--window-size=${WIDTH},${heightOf(command)}`,
    `--force-device-scale-factor=${SCALE}`,
    `--screenshot=${out}`,
  ]);
  rmSync(folder, { recursive: true });
  console.log(`Drawn: ${out}`);
}

/** Chromium shoots its window, so the page is measured first: a script writes its height into the document. */
function heightOf(command: string): number {
  const probe =
    '<script>document.title = "h=" + Math.ceil(document.querySelector("main").getBoundingClientRect().height)</script>';
  const measured = join(folder, 'measured.html');
  writeFileSync(measured, page.replace('</body>', `${probe}</body>`));
  const { stdout } = chromium(command, [`--window-size=${WIDTH},800`, '--dump-dom'], measured);
  const height = Number(/<title>h=(\d+)<\/title>/.exec(stdout)?.[1]);
  if (!Number.isFinite(height)) throw new Error('Chromium did not tell how high the page is.');
  return height;
}

function chromium(command: string, options: readonly string[], source = file) {
  const common = ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'];
  const result = spawnSync(command, [...common, ...options, pathToFileURL(source).href], {
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`Chromium failed: ${result.stderr}`);
  return result;
}
