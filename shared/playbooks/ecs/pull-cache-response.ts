import type { Decision } from '../../domain/decision.ts';
import type { Mark } from '../../domain/mark.ts';
import type { Evidence, Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import type { PullThroughRule } from '../../domain/repository-settings.ts';
import type { Target } from '../../domain/target.ts';
import type { PullCacheSettings } from '../propose-pull-cache.ts';
import { DOCKER_HUB } from './docker-hub.ts';

export interface PullCacheFacts {
  /** Before the image's own name, with a slash at its end; empty for a rule without a prefix. */
  readonly prefix: string;
  /** Whether a rule for Docker Hub is there already. */
  readonly exists: boolean;
  readonly images: number;
}

/** The prefix that is proposed. */
const PREFIX = 'docker-hub/';
/** "The name of the secret begins with ecr-pullthroughcache/": pull-through-cache-creating-rule. */
const SECRET = 'ecr-pullthroughcache/docker-hub';
/** A message shows far fewer; the rest is counted. */
const MOST_LINES = 100;

export const pullCacheResponse: PlaybookResponse<PullCacheSettings, PullCacheFacts> = {
  gather,
  decide,
  verify: async () => ({ type: 'changed', reason: 'nothing is ever done here' }),
};

async function gather(
  { incident: { target }, record: { marks } }: Situation,
  reads: Reads,
): Promise<Gathered<PullCacheFacts>> {
  const found = prefixOf(await reads.pullThroughRules());
  const prefix = found ?? PREFIX;
  const pulls = [...new Set(marks.map(({ data = '' }) => data))].sort();
  const images = new Set(pulls.map((pull) => pull.split(' ')[0])).size;
  const facts = { prefix, exists: found !== undefined, images };
  const seen = marks.map(({ id }) => id);
  return { facts, evidence: evidenceOf(facts, pulls, marks, target), tags: {}, group: 'docker-hub', seen };
}

/** Of the rule for all of Docker Hub; `ROOT` stands for no prefix, and ECR puts the slash where it is left out. */
function prefixOf(rules: readonly PullThroughRule[]): string | undefined {
  const rule = rules.find(({ upstream, within }) => upstream === DOCKER_HUB && within === 'ROOT');
  if (rule === undefined) return undefined;
  return rule.prefix === 'ROOT' ? '' : `${rule.prefix.replace(/\/$/, '')}/`;
}

function decide({ exists, prefix }: PullCacheFacts): Decision {
  if (exists) {
    const reason = `the registry caches Docker Hub under ${prefix || 'no prefix'}, and these images go past it`;
    return { type: 'nothing', reason, nextStep: DEPLOY };
  }
  const reason = 'ECR can cache Docker Hub, and has no rule for it';
  return { type: 'nothing', reason, nextStep: `${CREATE}. ${DEPLOY}` };
}

const CREATE = `Create a pull-through cache rule for ${DOCKER_HUB}, with an access token in a secret whose name begins with ecr-pullthroughcache/`;
/** "ecr:BatchImportUpstreamImage ... ecr:CreateRepository": pull-through-cache-iam. */
const DEPLOY =
  'Write the names of the cache into the task definitions and deploy them; who pulls an image first, mostly the execution role, needs ecr:BatchImportUpstreamImage and ecr:CreateRepository';

function evidenceOf(
  { prefix, exists, images }: PullCacheFacts,
  pulls: readonly string[],
  marks: readonly Mark[],
  target: Target,
): Evidence {
  const host = hostOf(target);
  const lines = pulls.map((pull) => {
    const [image = '', definition = ''] = pull.split(' ');
    return `${definition}: ${image} as ${host}/${prefix}${image}`;
  });
  const [first, last] = [marks[0], marks.at(-1)];
  return {
    headline: `Docker Hub limits the pulls of ${images} ${images === 1 ? 'image' : 'images'}`,
    failures: marks.length,
    ...(first && last && { firstAt: first.at, lastAt: last.at }),
    details: exists ? [] : commandsFor(target),
    list: { title: 'Pull through the cache', lines: lines.slice(0, MOST_LINES) },
  };
}

function commandsFor({ region }: Target): readonly { label: string; text: string }[] {
  const arn = `"$(aws secretsmanager describe-secret --secret-id ${SECRET} --query ARN --output text)"`;
  return [
    {
      label: 'Keep an access token of Docker Hub',
      text: `aws secretsmanager create-secret --name ${SECRET} --secret-string '{"username":"...","accessToken":"..."}'`,
    },
    {
      label: 'Create the rule',
      text: `aws ecr create-pull-through-cache-rule --region ${region} --ecr-repository-prefix ${PREFIX.slice(0, -1)} --upstream-registry-url ${DOCKER_HUB} --credential-arn ${arn}`,
    },
  ];
}

function hostOf({ account, region, partition }: Target): string {
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `${account}.dkr.ecr.${region}.${suffix}`;
}
