import type { ImageStatusFilter, TagStatus } from '@aws-sdk/client-ecr';
import { invalid, violated } from './errors.ts';
import { listingOf } from './lookup.ts';
import type { ImageModel, RepositoryModel } from './model.ts';

interface PageInput {
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
  readonly filter?:
    | { readonly tagStatus?: TagStatus | undefined; readonly imageStatus?: ImageStatusFilter | undefined }
    | undefined;
}

/** A token names the push that a page goes on after, so that what is deleted meanwhile makes none be skipped. */
export function pageOfImages(
  repository: RepositoryModel,
  { nextToken, maxResults = 100, filter = {} }: PageInput,
): { images: ImageModel[]; nextToken?: string } {
  if (maxResults < 1 || maxResults > 1_000) throw violated('maxResults', 'must be between 1 and 1000');
  const listing = listingOf(repository);
  const images: ImageModel[] = [];
  for (let index = startOf(listing, nextToken); index < listing.length; index++) {
    const image = listing[index];
    if (image === undefined || !isWanted(image, filter)) continue;
    if (images.length === maxResults) return { images, nextToken: tokenFor(images) };
    images.push(image);
  }
  return { images };
}

function tokenFor(images: readonly ImageModel[]): string {
  return Buffer.from(String(images.at(-1)?.sequence)).toString('base64url');
}

/** Images lie in the order of their sequence: half of what is left goes with each look. */
function startOf(listing: readonly ImageModel[], token: string | undefined): number {
  const last = token === undefined ? -1 : Number(Buffer.from(token, 'base64url').toString() || Number.NaN);
  if (!Number.isInteger(last)) throw invalid('Invalid token.');
  let [low, high] = [0, listing.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((listing[middle]?.sequence ?? 0) <= last) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isWanted({ tags, status }: ImageModel, filter: NonNullable<PageInput['filter']>): boolean {
  const { tagStatus = 'ANY', imageStatus = 'ACTIVE' } = filter;
  const tagged = tags.length > 0 ? 'TAGGED' : 'UNTAGGED';
  return (tagStatus === 'ANY' || tagStatus === tagged) && (imageStatus === 'ANY' || imageStatus === status);
}
