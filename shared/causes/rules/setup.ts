import { fileSystemIn, logGroupIn } from '../names.ts';
import type { Rule } from '../rule.ts';

const VOLUME =
  /efs utils|efs volume|ebs volume|mount\.nfs|CannotCreateVolume|volumedriver\.mount|error while mounting volume|failed to (?:mount|set up|attach|provision).{0,60}volume|fsap-|volume.{0,40}(?:attach|provision)/i;
const PASSING = /connection reset|timed out|timeout|throttl|try again/i;

const volume = {
  code: 'volume-mount-failed',
  source:
    'ResourceInitializationError: EFS utils (resource-initialization-error); CannotCreateVolumeError; EBS volumes',
  when: VOLUME,
  subject: fileSystemIn,
  summary: 'The volume {subject|of the task} could not be mounted.',
} as const;

/** Disk, volumes and logs: what ECS sets up before a container runs. */
export const SETUP: readonly Rule[] = [
  {
    code: 'disk-full',
    source: 'CannotPullContainer task errors: no space left on device (task_cannot_pull_image)',
    when: /no space left on device|thin pool has.{0,60}free|disk quota exceeded/i,
    retryable: false,
    subject: ({ task }) => task.containerInstanceArn,
    summary: 'The disk of {subject|the host} is full.',
    nextStep: 'Free or enlarge the disk of {subject|the host}; on Fargate, raise ephemeralStorage.',
  },
  {
    ...volume,
    and: PASSING,
    retryable: true,
    nextStep:
      'Start the task again; if it repeats, check that security groups let NFS (2049) through to {subject|the file system}.',
  },
  {
    ...volume,
    retryable: false,
    nextStep:
      'Check that {subject|the file system} exists, has a mount target in the subnet, and lets the task role mount it.',
  },
  {
    code: 'log-driver-failed',
    source:
      'ResourceInitializationError: failed to initialize logging driver (resource-initialization-error)',
    when: /logging driver|logger args|log driver|log (?:group|stream)|logs:(?:create|put)/i,
    retryable: false,
    subject: logGroupIn,
    summary:
      'The log driver could not start: the log group {subject|of the task} is missing or out of reach.',
    nextStep:
      'Create log group {subject|named in the task definition}, or let {role|the execution role} create it; check the route to CloudWatch Logs.',
  },
];
