/** The most that a name or a phrase from an event may take up in a sentence. */
export const NAME_CAP = 200;

/** Event text made fit for a sentence: on one line, no control or format characters, cut at NAME_CAP. */
export function clean(text: string): string {
  const line = text
    .slice(0, NAME_CAP * 4)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  return line.length <= NAME_CAP ? line : `${line.slice(0, NAME_CAP - 1).toWellFormed()}…`;
}

/**
 * A sentence with its blanks filled in: `{name}` or `{name|what to say when there is none}`. Names are taken
 * as they are, so they must be clean.
 */
export function fill(template: string, names: Readonly<Record<string, string | undefined>>): string {
  return template.replace(/\{(\w+)(?:\|([^}]*))?\}/g, (_blank, name: string, instead = '') => {
    return names[name] ?? String(instead);
  });
}
