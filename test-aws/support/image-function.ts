import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** A Lambda function that is made of an image, and its first version. */
export async function makeImageFunction(
  region: string,
  FunctionName: string,
  ImageUri: string,
): Promise<void> {
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const role = new CreateRoleCommand({ RoleName: FunctionName, AssumeRolePolicyDocument });
  const Role = (await new IAMClient({}).send(role)).Role?.Arn;
  const made = { FunctionName, PackageType: 'Image' as const, Role, Code: { ImageUri }, Publish: true };
  // Moto takes its time over it, and a second attempt would find the function of the first.
  await new LambdaClient({ region, maxAttempts: 1 }).send(new CreateFunctionCommand(made));
}
