import { looksSecret } from './entropy.ts';
import { clean, clip } from './text.ts';

export const REDACTED = '[redacted]';
const MAX_READ = 4_000;
const MAX_LINE = 300;

/** A log line for people: visible characters only, secrets replaced by `[redacted]`, at most 300 characters. */
export function redact(line: string): string {
  const whole = clean(whatWillBeRead(line), MAX_READ);
  const known = RULES.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), whole);
  const random = known.replace(/[\w+/=~-]{30,}/g, (word) => (looksSecret(word) ? REDACTED : word));
  return clip(random, MAX_LINE);
}

/** A cut word could be half a secret that no rule knows any more, so it goes. */
function whatWillBeRead(line: string): string {
  return line.length <= MAX_READ ? line : line.slice(0, MAX_READ).replace(/\S+$/, '');
}

/** What a secret's name ends in, as environment variables, JSON keys, headers and query parameters spell it. */
const NAMES =
  'pass(?:word|wd|phrase|code)?|pwd|secret(?:[_-]?key)?|token|api[_-]?key|access[_-]?key|private[_-]?key|' +
  'encryption[_-]?key|signing[_-]?key|account[_-]?key|credentials?|signature|sig|auth|cookie|session[_-]?id|jwt|dsn';

const VALUE = String.raw`(?!\[redacted|["'\s])[^\s"',;&]+`;

const RULES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*/g, REDACTED],
  [/https:\/\/hooks\.slack(?:-gov)?\.com\/\S+/gi, REDACTED],
  [/\b(?:xox[a-z]|xapp|xwfp)-[\w-]{8,}/gi, REDACTED],
  [/\b(?:A3T[A-Z0-9]|AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ANVA|ABIA|ACCA)[A-Z0-9]{12,}\b/g, REDACTED],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, REDACTED],
  [/\b(?:gh[pousr]_|github_pat_|glpat-|npm_|pypi-|hf_|dop_v1_|shpat_)[\w-]{16,}/g, REDACTED],
  [/\b(?:sk|rk|pk|whsec)[_-][\w-]{16,}/g, REDACTED],
  [/\b(?:AIza[\w-]{30,}|ya29\.[\w-]{16,}|SG\.[\w-]{16,}\.[\w-]{16,})/g, REDACTED],
  [/\b((?:set-)?cookie|(?:proxy-)?authorization)(["']?\s*[:=]\s*).+/gi, `$1$2${REDACTED}`],
  [/\b(bearer)\s+(?!\[|auth|token|realm)[\w.+/=~-]{8,}/gi, `$1 ${REDACTED}`],
  [/\b(basic)\s+(?=\S*[\d=])[\w+/]{8,}={0,2}/gi, `$1 ${REDACTED}`],
  [/([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@]*:[^\s/]*@/gi, `$1${REDACTED}@`],
  [new RegExp(String.raw`((?:${NAMES})["']\s*[:=]\s*)"(?:[^"\\]|\\.)*"?`, 'gi'), `$1"${REDACTED}"`],
  [new RegExp(String.raw`((?:${NAMES})\\?["']?\s*[:=]>?\s*\\?)(["'])[^"']*\2?`, 'gi'), `$1$2${REDACTED}$2`],
  [new RegExp(String.raw`((?:${NAMES})\s*=>?\s*)${VALUE}`, 'gi'), `$1${REDACTED}`],
  // An ARN has ":secret:" in it, and what follows names the secret and is none.
  [new RegExp(String.raw`((?<!:)(?:${NAMES})\s*:\s*)${VALUE}`, 'gi'), `$1${REDACTED}`],
];
