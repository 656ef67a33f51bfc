import type { ImageSignal } from '../domain/image-signal.ts';
import { optionalText, present, requiredText } from './decode.ts';
import { type Envelope, signalBase } from './envelope.ts';

export const REPOSITORY = /^[a-z0-9]([a-z0-9._/-]{0,254}[a-z0-9])?$/;
const ACTION = /^[A-Z][A-Z_]{0,63}$/;
/** Nothing in the event stands in for an envelope without account and region. */
export const NOBODY = { account: '', region: '' };

/** ECR Image Action: `image-tag` is absent for an untagged image. Throws MalformedEventError. */
export function parseImageAction(event: Envelope): ImageSignal {
  const { detail } = event;
  const action = requiredText(detail, 'action-type', ACTION, "an action such as 'PUSH'");
  return {
    kind: action === 'PUSH' ? 'ecr.image-pushed' : 'ecr.image-changed',
    ...signalBase(event, NOBODY),
    repository: requiredText(detail, 'repository-name', REPOSITORY, "a repository's name"),
    action,
    ...present({ digest: optionalText(detail, 'image-digest'), tag: optionalText(detail, 'image-tag') }),
  };
}
