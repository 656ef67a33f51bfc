import type { ScanAction } from '../domain/scan-action.ts';
import type { ActionWords } from './action-words.ts';
import { count } from './format.ts';
import { plain } from './text.ts';

/** "ask for a new image of payments-api", "tag payments-api@sha256:3f1c9a7e5b2d as quarantine-3f1c9a7e5b2d". */
export function scanWords(action: ScanAction): ActionWords {
  const repository = plain(action.repository, 80);
  if (action.kind === 'ecr.tag-image') {
    const words = `${repository}@${plain(action.digest.slice(0, 19), 19)} as ${plain(action.tag, 60)}`;
    return { act: `tag ${words}`, acted: `tagged ${words}`, approve: 'Approve tag', change: words };
  }
  const { images } = action.detail;
  return {
    act: `ask for a rebuild of ${repository}`,
    acted: `asked for a rebuild of ${repository}`,
    approve: 'Approve rebuild',
    change: `an event on ${plain(action.target.split('/').at(-1) ?? '', 80)} about ${count(images.length, 'image')}`,
  };
}
