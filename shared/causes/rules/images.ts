import { imageIn } from '../names.ts';
import type { Rule } from '../rule.ts';
import { DENIED, NETWORK } from './patterns.ts';

const PULL =
  /cannotpull|pull image manifest|failed to resolve ref|ref pull has been retried|can(?:'t|not) pull the image/i;
const REGISTRY_AUTH = /ecr registry auth|registry authentication from|ecr:getauth/i;
const PAGE = 'CannotPullContainer task errors in Amazon ECS (task_cannot_pull_image)';

const base = { source: PAGE, retryable: false, subject: imageIn } as const;
const unreachable = {
  ...base,
  code: 'image-unreachable',
  summary: 'The registry of image {subject|in the task definition} could not be reached.',
  nextStep:
    "Check the subnet's route to the registry: NAT gateway, public IP, or VPC endpoints (ecr.api, ecr.dkr, s3), and its security groups.",
} as const;
const denied = {
  ...base,
  code: 'image-access-denied',
  summary: 'Image {subject|in the task definition} may not be pulled, or its digest is gone.',
  nextStep:
    'Let {role|the execution role (on EC2: the instance role)} pull {subject|the image}, in IAM and in the repository policy; check that it exists.',
} as const;

/** Getting the image. The order matters: a wrong platform and a missing image both say "not found". */
export const IMAGES: readonly Rule[] = [
  {
    ...base,
    code: 'image-platform-mismatch',
    when: /descriptor matching platform|no match(?:ing manifest)? for (?:platform|linux|windows)|exec format error|does not match the (?:detected host|specified) platform/i,
    summary:
      'Image {subject|in the task definition} is not built for the architecture that the task runs on.',
    nextStep: 'Build {subject|the image} for that platform, or set runtimePlatform in the task definition.',
  },
  {
    ...base,
    code: 'image-rate-limited',
    when: PULL,
    and: /toomanyrequests|too many requests|rate limit/i,
    retryable: true,
    summary: 'The registry limits how often image {subject|in the task definition} is pulled.',
    nextStep:
      'Wait; then authenticate to the registry or pull {subject|the image} through an ECR pull-through cache.',
  },
  {
    ...base,
    code: 'image-archived',
    source: 'Amazon ECR: archiving an image (archive-image)',
    when: PULL,
    and: /(?:is|been) archived|archived image|archival storage|ImageInaccessible|ImageArchived/i,
    summary: 'Image {subject|in the task definition} is archived in ECR and cannot be pulled.',
    nextStep:
      'Restore {subject|the image} to the standard storage class (within 20 minutes it can be pulled again).',
  },
  { ...unreachable, when: REGISTRY_AUTH, and: NETWORK },
  { ...denied, when: REGISTRY_AUTH },
  { ...unreachable, when: PULL, and: NETWORK },
  { ...denied, when: PULL, and: DENIED },
  {
    ...base,
    code: 'image-not-found',
    when: PULL,
    and: /not ?found|manifest unknown|name unknown|no pull access|api error \(404\)|does not exist/i,
    summary: 'Image {subject|in the task definition} does not exist.',
    nextStep:
      'Push {subject|the image} again, or deploy a tag that exists: ECS pins tags to digests, so a deleted digest is gone.',
  },
  {
    ...unreachable,
    when: PULL,
    retryable: true,
    summary: 'Image {subject|in the task definition} could not be pulled.',
    nextStep:
      'Start the task again; if it repeats, pull {subject|the image} by hand and read the whole message.',
  },
];
