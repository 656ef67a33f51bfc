import { epochSeconds, sameDay, utc } from './format.ts';
import { safe } from './text.ts';

/** A name, an id or an ARN: as code, so that it can be copied. */
export function code(raw: string, max = 120): string {
  const text = safe(raw, max - 2);
  return text === '' ? '' : `\`${text}\``;
}

export function bold(text: string): string {
  return text === '' ? '' : `*${text}*`;
}

/** A live link; `url` must be one of ours. */
export function link(url: string, label: string): string {
  return `<${url.replace(/[|<>\s]/g, encodeURIComponent)}|${safe(label, 60)}>`;
}

/** A live mention of the person who answered; any other text than a Slack user's id stays text. */
export function mention(userId: string): string {
  return /^[UW][A-Z0-9]{2,30}$/.test(userId) ? `<@${userId}>` : safe(userId, 40);
}

/** A moment in each reader's own time zone, in UTC where Slack cannot say it; empty when it is no moment. */
export function moment(iso: string, now: string): string {
  const seconds = epochSeconds(iso);
  if (seconds === undefined) return '';
  const form = sameDay(iso, now) ? '{time}' : '{date_short_pretty} {time}';
  return `<!date^${seconds}^${form}|${utc(iso, now)}>`;
}
