import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { main } from '../local/cli/main.ts';
import { blocksOf } from '../test/docs/pages.ts';

/** All of `npm start` is played for it, which is too long for `npm test`. */
it('README.md: what commands are said to print, they print', async () => {
  const text = readFileSync('README.md', 'utf8');
  const excerpts = blocksOf({ path: 'README.md', text }).filter(({ lines }) => lines[0]?.startsWith('$ '));

  expect(excerpts).toHaveLength(2);
  for (const { lines } of excerpts) {
    const [command = '', ...said] = lines;
    expect(firstMissing(said, await printed(command.slice(2)))).toBeUndefined();
  }
});

/** What a command of the README prints, run in this process. */
async function printed(command: string): Promise<readonly string[]> {
  const args = command.replace(/^npx watchkeeper|^npm start(?: --)?/, '').trim();
  const words = [...(command.startsWith('npm start') ? ['simulate'] : []), ...args.split(' ')].filter(
    Boolean,
  );
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const readFile = async (path: string) => readFileSync(path, 'utf8');
  await main(words, { stdout: write, stderr: write, stdin: async () => '', readFile });
  return output.split('\n');
}

/** The first line of an excerpt that does not come, in its order; "…" stands for what was left out. */
function firstMissing(excerpt: readonly string[], output: readonly string[]): string | undefined {
  let from = 0;
  for (const line of excerpt.filter((one) => one !== '…')) {
    const found = output.indexOf(line, from);
    if (found === -1) return line;
    from = found + 1;
  }
  return undefined;
}
