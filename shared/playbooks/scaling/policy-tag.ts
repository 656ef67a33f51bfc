import { METRICS, type PolicyMetric } from './policy-schema.ts';

/** The tag on a service that says how it is to scale: `cpu=60 min=2 max=10`, or `rule=<name>`. Tags may hold no commas. */
export const SCALING_TAG = 'watchkeeper:scaling';

/** What a tag asks for. A rule says the same of many services. */
export interface TagRule {
  readonly metric: PolicyMetric;
  readonly target: number;
  readonly min: number;
  readonly max: number;
}

/** What the tag says; a text says what is wrong with it. */
export function ruleOfTag(value: string): TagRule | string {
  const pairs = new Map(value.trim().split(/\s+/).map(pairOf));
  const metric = METRICS.find((one) => pairs.has(one));
  const [target, min, max] = [metric ?? '', 'min', 'max'].map((key) => Number(pairs.get(key) || Number.NaN));
  if (metric === undefined || target === undefined || min === undefined || max === undefined) return WANTED;
  if (metric === 'requests')
    return `${SCALING_TAG}: requests per target need a rule, which names the load balancer`;
  const isWhole = Number.isInteger(min) && Number.isInteger(max) && min >= 0;
  return target > 0 && target <= 100 && isWhole && min <= max ? { metric, target, min, max } : WANTED;
}

const WANTED = `${SCALING_TAG} is to read like "cpu=60 min=2 max=10" or "rule=<name of a rule>"`;

/** The rule that a tag names; undefined when it names none. */
export function ruleNamedBy(value: string): string | undefined {
  return /^rule=([\w.-]{1,60})$/.exec(value.trim())?.[1];
}

function pairOf(text: string): [string, string] {
  const [key = '', value = ''] = text.split('=', 2);
  return [key, value];
}
