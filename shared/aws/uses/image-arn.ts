import { parseArn } from '../../domain/arn.ts';
import { type ImageName, parseImageName } from '../../domain/image-name.ts';

/** Of `arn:aws:ecr:<region>:<account>:repository/<name>/<digest>`, as Inspector names an image. */
const IMAGE = /^repository\/(.{1,256})\/(sha\d{3}:[0-9a-f]+)$/;

export function imageOfArn(text: string): ImageName | undefined {
  const arn = parseArn(text);
  const [, name, digest] = IMAGE.exec(arn?.resource ?? '') ?? [];
  if (arn?.service !== 'ecr' || name === undefined) return undefined;
  const suffix = SUFFIX[arn.partition] ?? 'amazonaws.com';
  return parseImageName(`${arn.account}.dkr.ecr.${arn.region}.${suffix}/${name}@${digest}`);
}

/** What ends the names of a partition's hosts, where it is not that of most. */
const SUFFIX: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-eusc': 'amazonaws.eu',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
};
