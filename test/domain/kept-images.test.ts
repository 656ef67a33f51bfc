import { describe, expect, it } from 'vitest';
import { parseKeptImages } from '../../shared/domain/kept-images.ts';

const REGISTRY = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const REPOSITORIES = [
  { registry: REGISTRY, name: 'api' },
  { registry: REGISTRY, name: 'worker' },
];
const DIGEST = `sha256:${'0a'.repeat(32)}`;
const parse = (...lines: string[]) => parseKeptImages(lines.join('\n'), 'keep.txt', REPOSITORIES);

describe('shared/domain/kept-images', () => {
  it('keeps what a line names, and says which line', () => {
    expect(parse('# the demo of May', '', `${REGISTRY}/api:demo  `, `${REGISTRY}/api@${DIGEST}`)).toEqual({
      uses: [
        { registry: REGISTRY, repository: 'api', tag: 'demo', kind: 'kept', by: 'keep.txt, line 3' },
        { registry: REGISTRY, repository: 'api', digest: DIGEST, kind: 'kept', by: 'keep.txt, line 4' },
      ],
      problems: [],
    });
  });

  it('keeps a bare digest in every repository', () => {
    const { uses } = parse(DIGEST);

    expect(uses).toEqual(
      REPOSITORIES.map(({ registry, name }) => ({
        registry,
        repository: name,
        digest: DIGEST,
        kind: 'kept',
        by: 'keep.txt, line 1',
      })),
    );
  });

  it('passes over images of other registries, which a list of all pods has too', () => {
    expect(parse('nginx', 'docker.io/library/redis:8', 'localhost:5000/x', 'quay.io/nginx/nginx:1')).toEqual({
      uses: [],
      problems: [],
    });
  });

  it.each([
    ['a digest that was cut', DIGEST.slice(0, 20)],
    ['a digest without its algorithm', DIGEST.slice('sha256:'.length)],
    ['a registry with a digit too few', `${REGISTRY.slice(1)}/api:1`],
    ['a name with half a digest', `${REGISTRY}/api@sha256:0a0a`],
    ['two names', `${REGISTRY}/api:1 ${REGISTRY}/api:2`],
    ['a sentence', 'keep the demo, please'],
    ['an empty tag', `${REGISTRY}/api:`],
    ['no repository', `${REGISTRY}/`],
    ['a table border', '-----'],
  ])('says of which line it is not sure: %s', (_what, line) => {
    const { uses, problems } = parse(`${REGISTRY}/api:1`, line);

    expect(uses).toHaveLength(1);
    expect(problems).toEqual([
      `keep.txt, line 2: "${line.slice(0, 100)}" is neither a digest nor the name of an image`,
    ]);
  });

  it('reads the lines of any system', () => {
    expect(parseKeptImages(`${DIGEST}\r\n${DIGEST}\r\n`, 'standard input', []).problems).toEqual([]);
  });
});
