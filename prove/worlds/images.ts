import { sha256 } from '../../shared/domain/digest.ts';
import type { Image, ImageUse } from '../../shared/domain/image.ts';

export const REPOSITORY = {
  arn: 'arn:aws:ecr:eu-central-1:111122223333:repository/payments/api',
  name: 'payments/api',
  registry: '111122223333.dkr.ecr.eu-central-1.amazonaws.com',
};
export const TODAY = Date.parse('2026-11-23T12:00:00Z');

const DAY_MS = 24 * 60 * 60 * 1000;
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const INDEX = 'application/vnd.oci.image.index.v1+json';

/** ISO 8601, so many days before TODAY. */
export function daysAgo(days: number): string {
  return new Date(TODAY - days * DAY_MS).toISOString();
}

export function digestOf(name: string | number): string {
  return `sha256:${sha256(String(name))}`;
}

/** An untagged image of one platform, old enough to go, but for what `more` says. */
export function imageOf(name: string | number, more: Partial<Image> = {}): Image {
  const long = { pushedAt: daysAgo(400), status: 'ACTIVE' as const };
  return { digest: digestOf(name), tags: [], bytes: 1024 ** 2, mediaType: MANIFEST, ...long, ...more };
}

export function indexOf(name: string | number, children: readonly Image[], more: Partial<Image> = {}): Image {
  return imageOf(name, {
    mediaType: INDEX,
    children: children.map(({ digest }) => digest),
    ...more,
  });
}

export function useOf(more: Partial<ImageUse>): ImageUse {
  const { registry, name } = REPOSITORY;
  return { registry, repository: name, kind: 'running', by: 'service api in prod', ...more };
}
