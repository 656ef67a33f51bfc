import type { ImagesAction } from '../domain/images-action.ts';
import type { ActionWords } from './action-words.ts';
import { count, size } from './format.ts';
import { plain } from './text.ts';

const VERBS = {
  'ecr.archive-images': { act: 'archive', acted: 'archived', approve: 'Approve archiving' },
  'ecr.restore-images': { act: 'restore', acted: 'restored', approve: 'Approve restoring' },
  'ecr.delete-images': { act: 'delete', acted: 'deleted', approve: 'Approve deletion' },
  'ecr-public.delete-images': { act: 'delete', acted: 'deleted', approve: 'Approve deletion' },
} as const;

/** "archive 312 images of 14 repositories (41.2 GiB)"; one repository is named, and one image by its tag. */
export function imagesWords(action: ImagesAction): ActionWords {
  const { act, acted, approve } = VERBS[action.kind];
  const what = `${imagesOf(action)} (${size(action.bytes)})`;
  return { act: `${act} ${what}`, acted: `${acted} ${what}`, approve, change: `${act} ${what}` };
}

function imagesOf({ kind, chosen }: ImagesAction): string {
  const [first] = chosen;
  const images = chosen.flatMap((one) => one.images);
  const [image] = images;
  const repositories = new Set(chosen.map((one) => one.repository)).size;
  const noun = kind === 'ecr-public.delete-images' ? 'public image' : 'image';
  if (repositories > 1) return `${count(images.length, noun)} of ${count(repositories, 'repository')}`;
  const repository = plain(first?.repository ?? '', 80);
  if (images.length !== 1 || !image) return `${count(images.length, noun)} of ${repository}`;
  const name = image.tag === undefined ? `@${image.digest.slice(0, 19)}` : `:${image.tag}`;
  return plain(`${repository}${name}`, 120);
}
