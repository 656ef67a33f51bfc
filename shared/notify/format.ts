/** The year 2100: what claims to be later, or before 1970, is no time of ours, and Slack could not show it. */
const LATEST = 4_102_444_800;

/** Whole seconds since the epoch; undefined when the text is no moment. */
export function epochSeconds(iso: string): number | undefined {
  const seconds = Math.floor(Date.parse(iso) / 1_000);
  return seconds >= 0 && seconds < LATEST ? seconds : undefined;
}

/** "10:02 UTC", and with its day when that is not `now`'s; empty when it is no moment. */
export function utc(iso: string, now: string): string {
  const seconds = epochSeconds(iso);
  if (seconds === undefined) return '';
  const [day, clock] = new Date(seconds * 1_000).toISOString().split('T');
  const time = `${clock?.slice(0, 5)} UTC`;
  return sameDay(iso, now) ? time : `${day} ${time}`;
}

export function sameDay(iso: string, other: string): boolean {
  const [day, otherDay] = [epochSeconds(iso), epochSeconds(other)].map((seconds) =>
    seconds === undefined ? undefined : Math.floor(seconds / 86_400),
  );
  return day !== undefined && day === otherDay;
}

/** Seconds between two moments; undefined when one is none or they are the wrong way round. */
export function secondsBetween(from: string | undefined, to: string | undefined): number | undefined {
  const start = epochSeconds(from ?? '');
  const end = epochSeconds(to ?? '');
  return start === undefined || end === undefined || end < start ? undefined : end - start;
}

/** "45 s", "4 min", "1 h 20 min", "3 d 4 h": the two largest units that say something. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return two(hours, 'h', minutes % 60, 'min');
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** "1 task", "6 tasks", "14 repositories". */
export function count(value: number, noun: string): string {
  if (value === 1) return `1 ${noun}`;
  return `${value} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}

const MIB = 1024 ** 2;

/** "41.2 GiB", "12 MiB", "less than 1 MiB". */
export function size(bytes: number): string {
  if (bytes < MIB) return 'less than 1 MiB';
  return bytes < 1024 * MIB ? `${Math.round(bytes / MIB)} MiB` : `${(bytes / MIB / 1024).toFixed(1)} GiB`;
}

/** The last part of an ARN; `family:revision` for a task definition. */
export function shortName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** Whether a reason begins with the name of the rule that gives it, as "mode ask from …" does: once is enough. */
export function namesItsRule({ by, reason }: { readonly by: string; readonly reason: string }): boolean {
  return reason.startsWith(`${by} `);
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
