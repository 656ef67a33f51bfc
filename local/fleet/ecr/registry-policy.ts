import {
  type GetRegistryPolicyRequest,
  type GetRegistryPolicyResponse,
  type PutRegistryPolicyRequest,
  RegistryPolicyNotFoundException,
} from '@aws-sdk/client-ecr';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { invalid } from './errors.ts';

type PolicyAnswer = Required<GetRegistryPolicyResponse>;

export function getRegistryPolicy(
  { account, registry }: World,
  _input: GetRegistryPolicyRequest,
): PolicyAnswer {
  const { policy } = registry;
  if (policy !== undefined) return { registryId: account, policyText: policy };
  const message = `Registry policy does not exist in the registry with id '${account}'`;
  throw new RegistryPolicyNotFoundException(refusal(message));
}

export function putRegistryPolicy(
  { account, registry }: World,
  { policyText = '' }: PutRegistryPolicyRequest,
): PolicyAnswer {
  if (!isJson(policyText)) throw invalid('Invalid registry policy provided');
  registry.policy = policyText;
  return { registryId: account, policyText };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
