import type { StopFacts } from './rule.ts';

/** Every repetition is bounded: the text is written by others, and a pattern must not cost more than its length. */
const SECRET_ARN =
  /arn:aws[\w-]{0,20}:(?:secretsmanager|ssm|s3):[\w-]{0,32}:[\w#*]{0,20}:(?:secret:|parameter\/)?[\w/+=.@#*-]{1,600}/;
const SECRET_NAME =
  /(?:secret|parameter)(?: with)?(?: ARN| name)? ['"]([^'"\s]{1,512})['"]|\bsecret ([\w/+=.@-]{1,512}): /i;
const INVALID_PARAMETER = /invalid (?:ssm )?parameters?:? ?\[?['"]?([\w/.-]{1,512})/i;
const JSON_KEY = /json key ['"]?([^\s'",]{1,200})/i;
const IMAGE =
  /(?:\bref(?:erence)?|\bpull|\bfor|\bimage|\brepository) ['"]?((?:[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}(?::\d{1,5})?\/)?[\w./-]{1,200}(?::[\w.-]{1,128}|@sha256:[0-9a-f]{1,64}){1,2})/i;
const ROLE =
  /:assumed-role\/([\w+=,.@-]{1,64})|(arn:aws[\w-]{0,20}:iam::[\w#*]{1,20}:role\/[\w+=,.@/-]{1,200})/;
const SUBNET = /\bsubnet-[0-9a-z]{4,32}/;
const FILE_SYSTEM = /\bfs-[0-9a-f]{4,32}|\bvol-[0-9a-f]{4,32}/;
const ACCESS_POINT = /\bfsap-[0-9a-f]{4,32}/;
const LOG_GROUP =
  /log-group:([^\s:'"]{1,512})|log group (?:named? |with name )?['"]?([\w/#][\w./#-]{0,511}\/[\w./#-]{1,511})/i;
const TARGET_GROUP = /arn:aws[\w-]{0,20}:elasticloadbalancing:[\w:-]{1,60}:targetgroup\/[\w/-]{1,120}/;
const BALANCER = /\((?:target-?group|elb) ([^\s()]{1,200})\)/i;
const INSTANCE = /\bi-[0-9a-f]{6,20}\b/;
const DEPLOYMENT = /\(deployment ([\w/-]{1,80})\)/i;
const DEPENDENCY = /dependency \[['"]?([\w-]{1,255})|container ['"]([\w-]{1,255})['"]/i;

export const secretIn = (facts: StopFacts) =>
  first(SECRET_ARN, facts) ?? first(SECRET_NAME, facts) ?? first(INVALID_PARAMETER, facts);
export const jsonKeyIn = (facts: StopFacts) => first(JSON_KEY, facts)?.replace(/[.:]+$/, '');
export const roleIn = (facts: StopFacts) => first(ROLE, facts);
export const subnetIn = (facts: StopFacts) => first(SUBNET, facts) ?? facts.task.subnetId;
export const fileSystemIn = (facts: StopFacts) => first(FILE_SYSTEM, facts) ?? first(ACCESS_POINT, facts);
export const logGroupIn = (facts: StopFacts) => first(LOG_GROUP, facts);
export const targetGroupIn = (facts: StopFacts) => first(TARGET_GROUP, facts) ?? first(BALANCER, facts);
export const deploymentIn = (facts: StopFacts) => first(DEPLOYMENT, facts);
export const dependencyIn = (facts: StopFacts) => first(DEPENDENCY, facts);
export const hostIn = (facts: StopFacts) => first(INSTANCE, facts) ?? facts.task.containerInstanceArn;
export const enderIn = (facts: StopFacts) => facts.ending.container?.name;

/** The secret and the key in it: neither alone tells what is missing. */
export function secretKeyIn(facts: StopFacts): string | undefined {
  const key = jsonKeyIn(facts);
  const secret = first(SECRET_ARN, facts) ?? first(SECRET_NAME, facts);
  if (key === undefined) return secret;
  return secret === undefined ? `json key ${key}` : `${secret} (json key ${key})`;
}

/** The container whose own reason matches. */
export function containerWith(pattern: RegExp): (facts: StopFacts) => string | undefined {
  return ({ task }) =>
    task.containers.find((one) => pattern.test(one.reason ?? ''))?.name ?? only(task.containers);
}

/** The image as the task's own fields name it, or else as the text does. */
export function imageIn({ task, text, ...rest }: StopFacts): string | undefined {
  const images = task.containers.flatMap((one) => (one.image === undefined ? [] : [one.image]));
  const blamed = task.containers.find((one) => /cannotpull/i.test(one.reason ?? ''))?.image;
  const named = images.find((image) => text.includes(image));
  return (
    blamed ?? named ?? first(IMAGE, { task, text, ...rest }) ?? (images.length === 1 ? images[0] : undefined)
  );
}

function only(containers: StopFacts['task']['containers']): string | undefined {
  return containers.length === 1 ? containers[0]?.name : undefined;
}

/** What the pattern's first group that took part holds, or the whole match when it has no groups. */
function first(pattern: RegExp, facts: StopFacts): string | undefined {
  const match = pattern.exec(facts.text);
  return match?.slice(1).find((group) => group !== undefined) ?? match?.[0];
}
