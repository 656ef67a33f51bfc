import type { Evidence } from '../../domain/playbook.ts';
import { countWords, type Fate, SETTINGS, type SettingsFacts, tallied } from './settings-facts.ts';

/** A message shows far fewer; the rest is counted. */
const MOST_LINES = 100;

const OPEN = 'the registry is open to others';

/** Where the repositories are not as their rules say: one digest, however many there are. */
export function settingsEvidence({ repositories, differ }: SettingsFacts, fates: readonly Fate[]): Evidence {
  const be = differ === 1 ? 'differs' : 'differ';
  const byRepository = Map.groupBy(fates, ({ repository }) => repository);
  const lines = [...byRepository]
    .toSorted(([, a], [, b]) => weightOf(a) - weightOf(b))
    .map(([name, found]) => `${name}: ${found.map(wordsFor).join('; ')}`);
  return {
    headline: differ === 0 ? OPEN : `${differ} of ${repositories} repositories ${be}`,
    extent: countWords(tallied(fates)),
    list: { title: 'Repositories', lines: lines.slice(0, MOST_LINES) },
  };
}

/** What is open to others comes first. */
function weightOf(fates: readonly Fate[]): number {
  return Math.min(...fates.map(({ setting }) => SETTINGS.indexOf(setting)));
}

function wordsFor({ text, note }: Fate): string {
  return note === undefined ? text : `${text} (${note})`;
}
