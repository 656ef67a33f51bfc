import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Decision } from '../../domain/decision.ts';
import type { Image } from '../../domain/image.ts';
import type { ImageName } from '../../domain/image-name.ts';
import { choose, type RestoreImages } from '../../domain/images-action.ts';
import { placeOfRegistry, repositoryArn, shortImage } from './image-parts.ts';
import type { RestoreDecisionSettings, RestoreFacts } from './restore-facts.ts';
import { rerunAfterRestore } from './restore-jobs.ts';

/** Somebody else's restore is looked at that often; ECR takes up to 20 minutes. */
const LOOK_SECONDS = 60;

/** What to do about an image that tasks cannot pull because it is archived: pure. `now` in ms since the epoch. */
export function decideRestore(facts: RestoreFacts, config: RestoreDecisionSettings, now: number): Decision {
  const isService = facts.target.kind === 'service';
  const over = isService ? notNeeded(facts) : undefined;
  if (over) return { type: 'nothing', reason: over, released: true };
  return (
    cannotRestore(facts) ??
    restoreOrWait(facts, config) ??
    (isService ? afterRestore(facts) : rerunAfterRestore(facts, config, now))
  );
}

function notNeeded({ service, revisions }: RestoreFacts): string | undefined {
  if (service?.status !== 'ACTIVE') return 'the service is gone';
  if (service.desiredCount === 0) return 'nobody wants tasks of this service any more';
  const deployed = service.deployments.map((one) => shortTaskDefinition(one.taskDefinitionArn));
  if (revisions.length === 0 || revisions.some((revision) => deployed.includes(revision))) return undefined;
  return `released: the service uses ${shortTaskDefinition(service.taskDefinitionArn)} by now`;
}

function cannotRestore({ name, image, target, parts }: RestoreFacts): Decision | undefined {
  if (!name) return nothing(`${image} lies in no private registry of ECR`, 'Restore it where it lies.');
  const { account, region } = placeOfRegistry(name);
  if (account !== target.account || region !== target.region) {
    const reason = `image ${shortImage(image)} lies in the registry of account ${account} in ${region}, which is not ours to change`;
    return nothing(reason, `Run ${restoreCommand(name, region)} with the rights of that account.`);
  }
  if (parts.length > 0) return undefined;
  const reason = `image ${shortImage(image)} is gone: it was deleted, so nothing can be restored`;
  return nothing(reason, 'Push it again, or deploy an image that exists.');
}

function restoreCommand({ repository, digest, tag = 'latest' }: ImageName, region: string): string {
  const id = digest === undefined ? `imageTag=${tag}` : `imageDigest=${digest}`;
  return `aws ecr update-image-storage-class --region ${region} --repository-name ${repository} --image-id ${id} --target-storage-class STANDARD`;
}

function restoreOrWait(facts: RestoreFacts, config: RestoreDecisionSettings): Decision | undefined {
  const { parts, attempts } = facts;
  const what = `image ${shortImage(facts.image)}`;
  const archived = parts.filter(({ status }) => status === 'ARCHIVED');
  if (archived.some(({ digest }) => wasRestored(facts, digest))) {
    const step = 'Find out who archives it: a lifecycle policy of its repository, or a person.';
    return nothing(`${what} was restored once, and is in the archive again`, step);
  }
  if (archived.length > 0) return restore(facts, archived, config);
  if (parts.every(({ status }) => status === 'ACTIVE')) return undefined;
  if (attempts.length > 0)
    return nothing(`ECR has not restored ${what} yet`, 'Look at it in the ECR console.');
  return { type: 'wait', seconds: LOOK_SECONDS, reason: `${what} is being restored already` };
}

function wasRestored({ attempts }: RestoreFacts, digest: string): boolean {
  const chosen = attempts.flatMap(({ action }) =>
    action.kind === 'ecr.restore-images' ? action.chosen.flatMap(({ images }) => images) : [],
  );
  return chosen.some((image) => image.digest === digest);
}

function restore(
  facts: RestoreFacts,
  archived: readonly Image[],
  { verifyMinutes, comeBackMinutes }: RestoreDecisionSettings,
): Decision {
  const { service, image, revisions } = facts;
  const who = revisions.join(' and ') || facts.target.name;
  return {
    type: 'act',
    reason: `${who} needs ${shortImage(image)}, and it is in the archive`,
    actions: [restoreAction(facts, archived)],
    success: service ? `all ${service.desiredCount} tasks run` : `${shortImage(image)} can be pulled again`,
    deadlineSeconds: verifyMinutes * 60,
    holdSeconds: service ? comeBackMinutes * 60 : 0,
    ...(!service && { thenDecideAgain: true }),
  };
}

/** In no certain order: what an archived index lists cannot be read before the index itself is back. */
function restoreAction({ target, name }: RestoreFacts, archived: readonly Image[]): RestoreImages {
  const repository = name?.repository ?? '';
  return {
    kind: 'ecr.restore-images',
    target: repositoryArn(target, repository),
    registryId: target.account,
    risk: 'low',
    chosen: [{ repository, images: archived.map(choose) }],
    bytes: archived.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** It can be pulled. ECS starts the tasks of a service by itself, though not at once. */
function afterRestore({ attempts, image, service }: RestoreFacts): Decision {
  const back = `image ${shortImage(image)} can be pulled again`;
  if (attempts.length === 0) {
    return { type: 'nothing', reason: `${back}, and ECS tries again by itself`, released: true };
  }
  return nothing(
    `${back}, but only ${service?.runningCount} of ${service?.desiredCount} tasks run`,
    'Look at the events of the service in the ECS console; a new deployment makes ECS try at once.',
  );
}

function nothing(reason: string, nextStep: string): Decision {
  return { type: 'nothing', reason, nextStep };
}
