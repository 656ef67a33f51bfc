import { type Arn, parseArn } from '../domain/arn.ts';
import { type Fields, fitting, malformed, optionalText, pathOf, quote, read } from './decode.ts';

/** Names as ECS allows them; `#` and `*` stand in published recordings, whose owners masked what was theirs. */
export const NAME = /^[\w#*.-]{1,255}$/;
const ACCOUNT = /^[\dXx#*]{10,12}$/;
const REGION = /^[a-z]{2,5}(-[a-z]{2,12}){1,3}-\d{1,2}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/;

/** An ECS ARN whose resource is `<type>/<name>` or `<type>/<cluster>/<name>`, all parts checked. */
export interface EcsArn {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  /** Only in the new form, and in a cluster's own ARN. */
  readonly cluster?: string;
  readonly name: string;
}

/** A required field that holds an ECS ARN of that type. Throws MalformedEventError. */
export function requiredEcsArn(from: Fields, key: string, type: string): EcsArn {
  const text = optionalText(from, key);
  if (text === undefined) throw malformed(pathOf(from, key), `is missing, expected ${expectation(type)}`);
  return ecsArn(text, pathOf(from, key), type);
}

export function ecsArn(text: string, where: string, type: string): EcsArn {
  const arn = parseArn(text);
  const parts = arn?.resource.split('/') ?? [];
  if (arn?.service !== 'ecs' || !fits(parts, type)) {
    throw malformed(where, `is ${quote(text)}, expected ${expectation(type)}`);
  }
  const name = parts.at(-1) ?? '';
  const cluster = type === 'cluster' ? name : parts.length === 3 ? parts[1] : undefined;
  return { arn: text, ...ownerOf(arn, where), name, ...(cluster === undefined ? {} : { cluster }) };
}

export interface Owner {
  readonly account: string;
  readonly region: string;
}

/** The envelope's account and region, or the ARN's where the envelope leaves them out. */
export function ownerIn(envelope: Fields, fallback: Owner): Owner {
  const account = optionalText(envelope, 'account') ?? fallback.account;
  const region = optionalText(envelope, 'region') ?? fallback.region;
  return {
    account: fitting(account, pathOf(envelope, 'account'), ACCOUNT, 'an AWS account id of 12 digits'),
    region: fitting(region, pathOf(envelope, 'region'), REGION, 'an AWS region such as eu-west-1'),
  };
}

/**
 * A point in time as ISO 8601 in UTC with milliseconds, always, so that texts compare as times do. Takes the
 * SDK's Dates as well.
 */
export function optionalInstant(from: Fields, key: string): string | undefined {
  const value = read(from, key);
  if (value === undefined) return undefined;
  const millis = value instanceof Date ? value.getTime() : Date.parse(isoText(from, key));
  if (Number.isNaN(millis)) throw malformed(pathOf(from, key), 'is not a date that exists');
  return new Date(millis).toISOString();
}

function isoText(from: Fields, key: string): string {
  const text = optionalText(from, key) ?? '';
  return fitting(text, pathOf(from, key), INSTANT, 'a time such as 2026-03-02T09:41:00Z');
}

function ownerOf(arn: Arn, where: string): { account: string; region: string } {
  return {
    account: fitting(arn.account, `${where} (account)`, ACCOUNT, 'an AWS account id of 12 digits'),
    region: fitting(arn.region, `${where} (region)`, REGION, 'an AWS region such as eu-west-1'),
  };
}

function fits(parts: readonly string[], type: string): boolean {
  const length = type === 'cluster' ? [2] : [2, 3];
  return (
    parts[0] === type && length.includes(parts.length) && parts.slice(1).every((part) => NAME.test(part))
  );
}

function expectation(type: string): string {
  return `an ARN such as arn:aws:ecs:<region>:<account>:${type}/<name>`;
}
