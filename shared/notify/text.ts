import { stripVTControlCharacters } from 'node:util';

/** Nothing beyond is looked at: what is shown is far shorter, and a hostile text may have megabytes. */
const LOOK_AT = 2_000;

/**
 * One line of visible text: no terminal sequences, control, zero-width or bidirectional characters, no broken
 * surrogates, and no towers of combining marks.
 */
export function clean(raw: string, lookAt = LOOK_AT): string {
  return stripVTControlCharacters(raw.slice(0, lookAt))
    .toWellFormed()
    .replace(/(?!\s)(?:\p{Cc}|\p{Cf}|\u034f|\u115f|\u1160|\u3164|\uffa0|\ufffd)/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim();
}

/** At most `max` UTF-16 units, ending in an ellipsis when something was cut; never half a surrogate pair. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text
    .slice(0, Math.max(0, max - 1))
    .toWellFormed()
    .replace(/\ufffd$/u, '')}…`;
}

/** Foreign text for `plain_text` and for the message's `text`: nothing in it that Slack could take for markup. */
export function plain(raw: string, max: number): string {
  return clip(
    disarm(clean(raw)).replace(/[&<>]/g, (mark) => LOOKALIKES[mark] ?? ''),
    max,
  );
}

/** Foreign text inside `mrkdwn`, at most `max` characters long after escaping. */
export function safe(raw: string, max: number): string {
  return escapeWithin(disarm(clean(raw)), max);
}

/** Foreign text as it was written, for `rich_text`, whose text elements Slack never parses. */
export function verbatim(raw: string, max: number): string {
  return clip(clean(raw), max);
}

/** With a full stop, if it has no end yet: reasons come as fragments. */
export function sentence(text: string): string {
  return text === '' || /[.!?…]$/u.test(text) ? text : `${text}.`;
}

/** `&`, `<` and `>` as entities, as Slack wants them; never cut within an entity. */
function escapeWithin(text: string, max: number): string {
  let out = '';
  for (const character of text) {
    const piece = ENTITIES[character] ?? character;
    if (out.length + piece.length >= max) return `${out}…`;
    out += piece;
  }
  return out;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const LOOKALIKES: Readonly<Record<string, string>> = { '&': '＆', '<': '‹', '>': '›' };

/** Emphasis, code spans, bare links and group mentions lose their meaning and stay legible. */
function disarm(text: string): string {
  return text
    .replaceAll('`', "'")
    .replaceAll('*', '∗')
    .replaceAll('~', '∼')
    .replace(/:\/\//g, '[:]//')
    .replace(/@(?=(?:here|channel|everyone|group)(?![a-z]))/giu, '＠');
}
