import { theOnly } from './ending.ts';
import type { StopFacts } from './rule.ts';

/** Every repetition is bounded: the text is written by others, and a pattern must not cost more than its length. */
const SECRET_ARN =
  /arn:[\w-]{1,20}:(?:secretsmanager|ssm|s3):[\w-]{0,32}:[\w#*]{0,20}:(?:secret:)?[\w/+=.@#*-]{1,600}/;
const SECRET_NAME = /(?:secret|parameter)[\w ]{0,16} ['"]([^'"\s]{1,512})|secret ([\w/+=.@-]{1,512}): /i;
const INVALID_PARAMETER = /invalid (?:ssm )?parameters: ([\w/.-]{1,512})/i;
const JSON_KEY = /json key ['"]?([^\s'",]{0,200}[^\s'",.:])/i;
const IMAGE =
  /\b(?:ref|reference|pull|for|image|repository) ['"]?([\w./-]{1,200}(?::\d{1,5}\/[\w./-]{1,200})?(?::[\w.-]{1,128}|@sha256:[0-9a-f]{1,64}){1,2})/i;
const ROLE = /:assumed-role\/([\w+=,.@-]{1,64})|(arn:[\w-]{1,20}:iam::[\w#*]{1,20}:role\/[\w+=,.@/-]{1,200})/;
const SUBNET = /subnet-[0-9a-f]{8,17}/;
const FILE_SYSTEM = /\b(?:fs|fsap|vol)-[0-9a-f]{8,17}/;
const LOG_GROUP = /log-group:([^\s:'"]{1,512})|log group ['"]?([\w.#-]{0,512}\/[\w./#-]{1,512})/i;
const BALANCER = /\((?:target-group|elb) ([^\s()]{1,200})/i;
const INSTANCE = /\bi-[0-9a-f]{8,17}/;
const DEPLOYMENT = /\(deployment ([\w/-]{1,80})/i;
const DEPENDENCY = /dependency \[([\w-]{1,255})/i;

export const secretIn = (facts: StopFacts) => namedSecretIn(facts) ?? first(INVALID_PARAMETER, facts);
export const jsonKeyIn = (facts: StopFacts) => first(JSON_KEY, facts);
export const roleIn = (facts: StopFacts) => first(ROLE, facts);
export const subnetIn = (facts: StopFacts) => first(SUBNET, facts) ?? facts.task.subnetId;
export const fileSystemIn = (facts: StopFacts) => first(FILE_SYSTEM, facts);
export const logGroupIn = (facts: StopFacts) => first(LOG_GROUP, facts);
export const targetGroupIn = (facts: StopFacts) => first(BALANCER, facts);
export const deploymentIn = (facts: StopFacts) => first(DEPLOYMENT, facts);
export const dependencyIn = (facts: StopFacts) => first(DEPENDENCY, facts);
export const hostIn = (facts: StopFacts) => first(INSTANCE, facts) ?? facts.task.containerInstanceArn;
export const enderIn = (facts: StopFacts) => facts.ending.container?.name;

/** The secret and the key in it: neither alone tells what is missing. */
export function secretKeyIn(facts: StopFacts): string | undefined {
  const key = jsonKeyIn(facts);
  const secret = namedSecretIn(facts);
  if (key === undefined) return secret;
  return secret === undefined ? `json key ${key}` : `${secret} (json key ${key})`;
}

const namedSecretIn = (facts: StopFacts) => first(SECRET_ARN, facts) ?? first(SECRET_NAME, facts);

/** The container whose own reason matches. */
export function containerWith(pattern: RegExp): (facts: StopFacts) => string | undefined {
  return ({ task }) =>
    (task.containers.find((one) => pattern.test(one.reason ?? '')) ?? theOnly(task.containers))?.name;
}

/** The image as the task's own fields name it, or else as the text does. */
export function imageIn(facts: StopFacts): string | undefined {
  const { containers } = facts.task;
  const images = containers.flatMap((one) => (one.image === undefined ? [] : [one.image]));
  const blamed = containers.find((one) => /cannotpull/i.test(one.reason ?? ''))?.image;
  const named = images.find((image) => facts.text.includes(image));
  return blamed ?? named ?? first(IMAGE, facts) ?? theOnly(images);
}

/** What the pattern's first group that took part holds, or the whole match when it has no groups. */
function first(pattern: RegExp, facts: StopFacts): string | undefined {
  const match = pattern.exec(facts.text);
  return match?.slice(1).find((group) => group !== undefined) ?? match?.[0];
}
