import type { ScanAction } from '../domain/scan-action.ts';
import type { ActionWords } from './action-words.ts';
import { count } from './format.ts';
import { plain } from './text.ts';

/** "ask for a new image of payments-api", "tag payments-api@sha256:3f1c9a7e5b2d as quarantine-3f1c9a7e5b2d". */
export function scanWords(action: ScanAction): ActionWords {
  if (action.kind === 'ecr.tag-image') {
    const repository = plain(action.repository, 80);
    const words = `${repository}@${plain(action.digest.slice(0, 19), 19)} as ${plain(action.tag, 60)}`;
    return { act: `tag ${words}`, acted: `tagged ${words}`, approve: 'Approve tag', change: words };
  }
  const bus = plain(action.target.split('/').at(-1) ?? '', 80);
  if (action.kind === 'events.request-rollback') {
    const [first, ...others] = action.services;
    const what =
      others.length === 0 ? plain(first?.name ?? '', 80) : count(action.services.length, 'service');
    const words = `a rollback of ${what}`;
    return {
      act: `ask for ${words}`,
      acted: `asked for ${words}`,
      approve: 'Approve request',
      change: `${count(action.services.length, 'event')} on ${bus}`,
    };
  }
  const images = action.details.flatMap((detail) => detail.images);
  const [first] = action.details;
  const repository =
    action.details.length === 1
      ? plain(first?.repository ?? '', 80)
      : count(action.details.length, 'repository');
  return {
    act: `ask for a rebuild of ${repository}`,
    acted: `asked for a rebuild of ${repository}`,
    approve: 'Approve rebuild',
    change: `${count(action.details.length, 'event')} on ${bus} about ${count(images.length, 'image')}`,
  };
}
