import {
  type FunctionConfiguration,
  GetFunctionCommand,
  type LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import type { ImageUse } from '../../domain/image.ts';
import { parseImageName } from '../../domain/image-name.ts';
import { hasName } from '../failures.ts';
import { allPages } from '../pages.ts';
import { need, read } from '../read.ts';
import { type Place, usesBy } from './place.ts';

/** The images of Lambda functions, and of each version that was published: an alias may go back to any of them. */
export async function readFunctionUses({ clients }: Place): Promise<readonly ImageUse[]> {
  const lambda = await clients.lambda();
  const uses: ImageUse[] = [];
  for (const version of await listImageFunctions(lambda)) {
    const by = `function ${nameOf(version)}`;
    const image = await readImage(lambda, version, by);
    const name = image && parseImageName(image);
    if (name) uses.push(...usesBy('lambda', by, [name]));
  }
  return uses;
}

async function listImageFunctions(lambda: LambdaClient): Promise<readonly FunctionConfiguration[]> {
  const reading = { action: 'lambda:ListFunctions', what: 'the list of Lambda functions' };
  const functions = await read(reading, () =>
    allPages(async (Marker) => {
      const page = await lambda.send(new ListFunctionsCommand({ FunctionVersion: 'ALL', Marker }));
      return { items: page.Functions, next: page.NextMarker };
    }),
  );
  return functions.filter(({ PackageType }) => PackageType === 'Image');
}

/** By the digest that Lambda resolved when the code was set: it runs that one, wherever the tag points now. */
async function readImage(
  lambda: LambdaClient,
  { FunctionName, Version }: FunctionConfiguration,
  what: string,
): Promise<string | undefined> {
  const reading = { action: 'lambda:GetFunction', what };
  return read(reading, async () => {
    try {
      const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName, Qualifier: Version }));
      return need(Code?.ResolvedImageUri ?? Code?.ImageUri, 'Code.ResolvedImageUri', reading);
    } catch (error) {
      // Somebody has deleted it since it was listed.
      if (hasName(error, 'ResourceNotFoundException')) return undefined;
      throw error;
    }
  });
}

function nameOf({ FunctionName, Version = '$LATEST' }: FunctionConfiguration): string {
  return Version === '$LATEST' ? `${FunctionName}` : `${FunctionName}:${Version}`;
}
