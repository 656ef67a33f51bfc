import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../local/cli/commands.ts';
import manifest from '../../package.json' with { type: 'json' };
import { checkConfig } from '../../shared/runtime/config/index.ts';
import { blocksOf, commandsOf, linksOf, PAGES, type Page, pathsOf, scriptsOf } from './pages.ts';

const page = (path: string): Page => ({ path, text: readFileSync(path, 'utf8') });

/** What is wrong on any page, each with the page's path. */
function problems(wrongOn: (one: Page) => readonly string[]): readonly string[] {
  return PAGES.flatMap((one) => wrongOn(one).map((wrong) => `${one.path}: ${wrong}`));
}

describe('docs', () => {
  it('are found', () => {
    expect(PAGES.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/README.md', 'events/README.md']),
    );
  });

  it('link only to what is there', () => {
    expect(problems((one) => linksOf(one).filter((target) => !existsSync(target)))).toEqual([]);
  });

  it('name only files that are there', () => {
    expect(problems((one) => pathsOf(one).filter((path) => !existsSync(path)))).toEqual([]);
  });

  it('name only commands that there are', () => {
    const scripts = (one: Page) => scriptsOf(one).filter((name) => !Object.hasOwn(manifest.scripts, name));
    const commands = (one: Page) =>
      commandsOf(one).filter((name) => name !== 'help' && !Object.hasOwn(COMMANDS, name));

    expect([...problems(scripts), ...problems(commands)]).toEqual([]);
  });

  it('name no path of a machine', () => {
    const paths = ({ text }: Page) => text.match(/(?<![\w.<>/-])\/(?:work|home|root|tmp|Users)\/\S*/g) ?? [];

    expect(problems(paths)).toEqual([]);
  });

  it('README.md: the example of a configuration is valid', () => {
    const examples = blocksOf(page('README.md')).filter(({ kind }) => kind === 'yaml');

    expect(examples).toHaveLength(1);
    for (const { lines } of examples) expect(checkConfig(lines.join('\n'))).toMatchObject({ type: 'valid' });
  });

  it('docs/dependencies.md: every runtime dependency has its reason, and nothing else has', () => {
    const rows = page('docs/dependencies.md').text.match(/^\| `.*$/gm) ?? [];
    const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)]);

    expect(named.map(([, name]) => name).sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });

  it('docs/decisions: every record has its line in the list, and its four parts', () => {
    const records = PAGES.filter(({ path }) => /^docs\/decisions\/\d{4}-/.test(path));

    expect(linksOf(page('docs/decisions/README.md'))).toEqual(records.map(({ path }) => path));
    for (const { path, text } of records) {
      expect(text, path).toMatch(/^# \d{4}: .+\n\n\*\*Status:\*\* .+\n/);
      expect(text.match(/^## .*/gm), path).toEqual(['## Context', '## Decision', '## Consequences']);
    }
  });
});
