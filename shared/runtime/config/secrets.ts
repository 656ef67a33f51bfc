import type { Problem } from './problem.ts';

/** What must never stand in a file that is committed, by its shape. */
const SHAPES: readonly { readonly name: string; readonly shape: RegExp }[] = [
  { name: 'a Slack token', shape: /\b(?:xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[\w.-]{4,}/gi },
  { name: 'a Slack webhook', shape: /https?:\/\/hooks\.slack(?:-gov)?\.com\/[^\s"']+/gi },
  { name: 'an AWS access key', shape: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { name: 'a private key', shape: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g },
];

/** Every secret in the text, comments included. The message does not repeat it. */
export function secretProblems(text: string): readonly Problem[] {
  return text.split('\n').flatMap((content, index) => secretsInLine(content, index + 1));
}

function secretsInLine(content: string, line: number): readonly Problem[] {
  return SHAPES.flatMap(({ name, shape }) =>
    [...content.matchAll(shape)].map((match) => ({
      line,
      column: match.index + 1,
      path: '',
      message: `this looks like ${name}: keep secrets in SSM Parameter Store, never in this file, and revoke this one if the file was shared`,
    })),
  );
}

/** The text with every secret replaced, for messages that quote the file. */
export function withoutSecrets(text: string): string {
  return SHAPES.reduce((cleaned, { shape }) => cleaned.replace(shape, '[secret]'), text);
}
