import { type GetParameterRequest, type GetParameterResult, ParameterNotFound } from '@aws-sdk/client-ssm';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';

/** A SecureString stays encrypted unless `WithDecryption` says so. */
export function getParameter(world: World, input: GetParameterRequest): GetParameterResult {
  const name = input.Name?.replace(/^arn:[^/]*:parameter/, '') ?? '';
  const parameter = world.parameters.get(name);
  if (parameter === undefined) throw new ParameterNotFound(refusal(`Parameter ${name} not found.`));
  if (parameter.Type !== 'SecureString' || input.WithDecryption === true) return { Parameter: parameter };
  const sealed = Buffer.from(`sealed:${name}`).toString('base64');
  return { Parameter: { ...parameter, Value: `AQICAHh${sealed}` } };
}
