export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string; readonly line: number | undefined };

/** The value, or why there is none: on one line of plain text, with the line of the text if V8 tells it. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = /\(line (\d+) column \d+\)/.exec(message)?.[1];
    // V8 quotes what it stumbled over, line breaks and control characters included.
    const reason = message.replace(/[\p{C}\s]+/gu, ' ').slice(0, 200);
    return { ok: false, reason, line: line === undefined ? undefined : Number(line) };
  }
}
