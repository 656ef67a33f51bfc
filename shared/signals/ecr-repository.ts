import type { RepositorySignal } from '../domain/image-signal.ts';
import { fieldsOf, optionalText, present, read, requiredText } from './decode.ts';
import { REPOSITORY } from './ecr-image.ts';
import { type Envelope, signalBase } from './envelope.ts';

const EVENT_NAME = /^[A-Z][A-Za-z]{1,63}$/;
/** Nothing in the event stands in for an envelope without account and region. */
const NOBODY = { account: '', region: '' };

/**
 * A call of ECR's API as CloudTrail tells it. Only a repository that was created is told apart; a call that failed
 * says so in `errorCode`, and created none. Throws MalformedEventError.
 */
export function parseRegistryCall(event: Envelope): RepositorySignal {
  const { detail } = event;
  const call = requiredText(detail, 'eventName', EVENT_NAME, "an API call such as 'CreateRepository'");
  const error = optionalText(detail, 'errorCode');
  const asked = fieldsOf(read(detail, 'requestParameters') ?? {}, `${detail.where}.requestParameters`);
  const created = call === 'CreateRepository' && error === undefined;
  return {
    kind: created ? 'ecr.repository-created' : 'ecr.registry-call',
    ...signalBase(event, NOBODY),
    call,
    repository: created
      ? requiredText(asked, 'repositoryName', REPOSITORY, "a repository's name")
      : (optionalText(asked, 'repositoryName') ?? ''),
    ...present({ error }),
  };
}
