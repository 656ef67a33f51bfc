import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAnyName, parseImageName } from '../../shared/domain/image-name.ts';

const REGISTRY = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const DIGEST = `sha256:${'ab'.repeat(32)}`;

describe('shared/domain/image-name', () => {
  it.each([
    [`${REGISTRY}/shop/api:1.2`, { repository: 'shop/api', tag: '1.2' }],
    [`${REGISTRY}/api@${DIGEST}`, { repository: 'api', digest: DIGEST }],
    [`${REGISTRY}/api`, { repository: 'api' }],
    [`${REGISTRY.toUpperCase()}/api:A`, { repository: 'api', tag: 'A' }],
  ])('tells where %s lies', (text, name) => {
    expect(parseImageName(text)).toEqual({ registry: REGISTRY, ...name });
  });

  it('goes by the digest where a name has a tag as well, as a pull does', () => {
    expect(parseImageName(`${REGISTRY}/api:1.2@${DIGEST}`)).toEqual({
      registry: REGISTRY,
      repository: 'api',
      digest: DIGEST,
    });
  });

  it.each([
    ['123456789012.dkr.ecr-fips.us-east-1.amazonaws.com', '123456789012.dkr.ecr.us-east-1.amazonaws.com'],
    ['123456789012.dkr-ecr.eu-west-1.on.aws', '123456789012.dkr.ecr.eu-west-1.amazonaws.com'],
    ['123456789012.dkr-ecr-fips.us-east-2.on.aws', '123456789012.dkr.ecr.us-east-2.amazonaws.com'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn'],
    [
      '123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn',
      '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
    ],
  ])('knows %s as one registry under its plain name', (registry, plain) => {
    expect(parseImageName(`${registry}/api:1`)).toEqual({ registry: plain, repository: 'api', tag: '1' });
  });

  it.each([
    'nginx',
    'nginx:1.27',
    'public.ecr.aws/nginx/nginx:1.27',
    'ghcr.io/team/api@sha256:00',
    'localhost:5000/api:1',
    `mirror.example.com/${REGISTRY}/api:1`,
    REGISTRY,
    `${REGISTRY}/`,
    '',
  ])('leaves out %j, which names no image in a private ECR registry', (text) => {
    expect(parseImageName(text)).toBeUndefined();
  });

  it.each([
    ['public.ecr.aws/a1b2c3d4/tools/agent:1.2', { repository: 'tools/agent', tag: '1.2' }],
    [`public.ecr.aws/our-alias/agent:1.2@${DIGEST}`, { repository: 'agent', digest: DIGEST }],
    ['ecr-public.aws.com/our-alias/agent', { repository: 'agent' }],
  ])('knows %s in ECR Public, whatever its alias', (text, name) => {
    expect(parseAnyName(text)).toEqual({ registry: 'public.ecr.aws', ...name });
  });

  it.each(['public.ecr.aws/agent', 'public.ecr.aws.example.com/a/agent', 'nginx'])(
    'knows %j in neither',
    (text) => {
      expect(parseAnyName(text)).toBeUndefined();
    },
  );

  it('loses no part of any name that ECR accepts', () => {
    const repository = fc.stringMatching(/^[a-z0-9]{1,9}(?:[._/-][a-z0-9]{1,9}){0,4}$/);
    const tag = fc.stringMatching(/^\w[\w.-]{0,127}$/);
    const names = fc.record({ repository, tag });

    fc.assert(
      fc.property(names, (name) => {
        const text = `${REGISTRY}/${name.repository}:${name.tag}`;
        expect(parseImageName(text)).toEqual({ registry: REGISTRY, ...name });
      }),
    );
  });
});
