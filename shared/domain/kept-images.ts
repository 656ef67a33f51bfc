import type { ImageUse, Repository } from './image.ts';
import { parseAnyName } from './image-name.ts';

export interface KeptImages {
  readonly uses: readonly ImageUse[];
  /** One sentence per line that cannot be used. With any of them the list is not to be trusted. */
  readonly problems: readonly string[];
}

const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** Any image's name: `[registry/]repository[:tag][@digest]`, of whatever registry. Digests alone are none. */
const NAME =
  /^(?!sha\d{3}:|[0-9a-f]{64}$)[a-z0-9][\w.-]*(?::\d{1,5})?(?:\/[\w.-]+)*(?::[\w][\w.-]{0,127})?(?:@(\S+))?$/i;

const LIKE_ECR = /\.dkr[.-]ecr/i;

/**
 * Images that somebody says are needed, one a line: a digest, which is kept in each of the `repositories`, or an
 * image's name. Empty lines, lines that begin with `#`, and images that do not lie in ECR are passed over.
 * @param source what people call the list, such as `keep.txt`: it stands in every sentence.
 */
export function parseKeptImages(
  text: string,
  source: string,
  repositories: readonly Pick<Repository, 'name' | 'registry'>[],
): KeptImages {
  const uses: ImageUse[] = [];
  const problems: string[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const by = `${source}, line ${index + 1}`;
    const found = usesOf(line, by, repositories);
    if (found) uses.push(...found);
    else problems.push(`${by}: "${line.slice(0, 100)}" is neither a digest nor the name of an image`);
  }
  return { uses, problems };
}

function usesOf(
  line: string,
  by: string,
  repositories: readonly Pick<Repository, 'name' | 'registry'>[],
): readonly ImageUse[] | undefined {
  const kept = { kind: 'kept', by } as const;
  if (DIGEST.test(line))
    return repositories.map(({ registry, name }) => ({ registry, repository: name, digest: line, ...kept }));
  const found = line.length > 600 ? null : NAME.exec(line);
  if (!found || (found[1] !== undefined && !DIGEST.test(found[1]))) return undefined;
  const name = parseAnyName(line);
  if (name) return [{ ...name, ...kept }];
  return LIKE_ECR.test(line) ? undefined : [];
}
