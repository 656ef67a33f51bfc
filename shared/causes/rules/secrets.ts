import { secretIn, secretKeyIn } from '../names.ts';
import type { Rule } from '../rule.ts';
import { DENIED, NETWORK } from './patterns.ts';

/** Secrets Manager, Parameter Store, and the environment files in S3: what the task is given before it starts. */
const STORE =
  /secretsmanager|secrets manager|secret data from|pull secrets|retrieve (?:the )?secret|ssm:|ssm parameter|parameter store|env(?:ironment variable)? file/i;
const PAGE = 'Troubleshooting Amazon ECS ResourceInitializationError errors (resource-initialization-error)';

const base = { source: PAGE, when: STORE, retryable: false, subject: secretIn } as const;

/** Getting secrets. A missing permission can also be a missing key policy, so both are named. */
export const SECRETS: readonly Rule[] = [
  {
    ...base,
    code: 'secret-key-missing',
    source: 'Pass Secrets Manager secrets to containers (secrets-envvar-secrets-manager); seen in the wild',
    when: /did not contain json key|json key.{0,200}(?:not found|missing|does not exist)/i,
    subject: secretKeyIn,
    summary: 'The secret {secret|of the task} has no key {key|with the wanted name}.',
    nextStep:
      'Add key {key|to the secret} to {secret|the secret}, or correct `valueFrom` in the task definition.',
  },
  {
    ...base,
    code: 'secret-unreachable',
    and: /throttl|rate exceeded|too many requests/i,
    retryable: true,
    summary: 'The secret {subject|of the task} could not be read: its store limits requests.',
    nextStep: 'Start the task again a little later; fewer tasks at once helps.',
  },
  {
    ...base,
    code: 'secret-access-denied',
    and: DENIED,
    summary: '{role|The execution role} may not read the secret {subject|of the task}.',
    nextStep:
      'Let {role|the execution role} read {subject|the secret} (secretsmanager:GetSecretValue, ssm:GetParameters, s3:GetObject) and use its KMS key.',
  },
  {
    ...base,
    code: 'secret-unreachable',
    and: NETWORK,
    summary: 'The store of the secret {subject|of the task} could not be reached.',
    nextStep:
      "Check the subnet's route to Secrets Manager, Parameter Store or S3: NAT gateway, public IP or VPC endpoints, and its security groups.",
  },
  {
    ...base,
    code: 'secret-not-found',
    source: 'Troubleshooting Amazon ECS ResourceNotFoundException errors (resource-not-found-error)',
    and: /not ?found|can(?:'t|not) find the specified secret|invalid (?:ssm )?parameter|whether the secret exists|does(?: not|n't) exist|NoSuchKey/i,
    summary: 'The secret {subject|of the task} does not exist.',
    nextStep:
      'Create {subject|the secret} in the region of the task, or correct `valueFrom` in the task definition.',
  },
  {
    ...base,
    code: 'secret-unreachable',
    summary: 'The secret {subject|of the task} could not be read.',
    nextStep:
      "Check the route from the subnet to {subject|the secret}'s store, and what the execution role may read.",
  },
];
