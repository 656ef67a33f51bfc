import type { Config } from '../../domain/config.ts';
import { ConfigurationError } from '../../domain/errors.ts';
import { PLAYBOOKS } from '../../playbooks/index.ts';
import { deepFreeze } from './deep-freeze.ts';
import { type Flaw, flawsOf, wordsFor } from './issues.ts';
import { configJsonSchema, keysAt } from './json-schema.ts';
import { type Problem, pathText, problemLine } from './problem.ts';
import { type Configurable, configSchema } from './schema.ts';
import { secretProblems, withoutSecrets } from './secrets.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

export { configJsonSchema } from './json-schema.ts';
export { type Problem, problemLine } from './problem.ts';

/** A configuration that can be used, or everything that is wrong with it. */
export type Checked =
  | { readonly type: 'valid'; readonly config: Config }
  | { readonly type: 'invalid'; readonly problems: readonly Problem[] };

/**
 * The text of a `watchkeeper.yml`, decoded, checked, completed with every default and deeply frozen. An empty
 * file gives the defaults.
 * @param file the name that the messages call it by
 * @throws ConfigurationError that lists every problem, one a line, with line, column and path
 */
export function decodeConfig(
  text: string,
  file: string,
  playbooks: readonly Configurable[] = PLAYBOOKS,
): Config {
  const checked = checkConfig(text, playbooks);
  if (checked.type === 'valid') return checked.config;
  throw new ConfigurationError(checked.problems.map((problem) => problemLine(file, problem)).join('\n'));
}

/** The same as a value: for those who show the problems in their own way. Never throws on any text. */
export function checkConfig(text: string, playbooks: readonly Configurable[] = PLAYBOOKS): Checked {
  const source = readYaml(text);
  const result = configSchema(playbooks).safeParse(source.value, { error: wordsFor });
  const known = (path: Flaw['path']) => keysAt(configJsonSchema(playbooks), path);
  const flaws = result.success || !source.readable ? [] : flawsOf(result.error.issues, known);
  const problems = [
    ...secretProblems(text),
    ...source.problems.map(safeToShow),
    ...flaws.map((flaw) => problemOf(flaw, source)),
  ];

  if (result.success && problems.length === 0) return { type: 'valid', config: deepFreeze(result.data) };
  return { type: 'invalid', problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

function problemOf({ path, message, key }: Flaw, source: YamlSource): Problem {
  const place = key ? source.placeOfKey(path) : source.placeOf(path);
  return safeToShow({ ...place, path: pathText(path), message });
}

/** No secret, and one visible line, whatever the file holds. */
function safeToShow(problem: Problem): Problem {
  const clean = (text: string) => withoutSecrets(text).replace(/\p{C}+/gu, ' ');
  return { ...problem, path: clean(problem.path), message: clean(problem.message) };
}
