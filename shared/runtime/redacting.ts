const REDACTED = '[redacted]';

/** Names whose values are secret, whatever they hold. Tokens that only page or de-duplicate are not. */
const SECRET_NAME =
  /(?<!client|next|continuation)token$|secret$|password|authorization|signature|webhook|cookie|credential|api[-_]?key|response_url/i;

/** Secrets by their shape, wherever they stand in a text: Slack's, AWS's, bearer tokens, private keys. */
const SECRET_SHAPES: readonly RegExp[] = [
  /xox[a-z]-[\w-]{6,}/g,
  /xapp-[\w-]{6,}/g,
  /https:\/\/hooks\.slack\.com\/[^\s"'<>|]+/g,
  /\bBearer\s+[\w.~+/=-]{8,}/gi,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bv0=[0-9a-f]{64}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** A `JSON.stringify` replacer that lets no secret into a log line: by the field's name or the text's shape. */
export function redacting(key: string, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (SECRET_NAME.test(key)) return REDACTED;
  return typeof value === 'string' ? redactText(value) : value;
}

function redactText(text: string): string {
  return SECRET_SHAPES.reduce((cleaned, shape) => cleaned.replace(shape, REDACTED), text);
}
