import { normalPolicy } from '../../../shared/domain/repository-settings.ts';

const STALE = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 };

/** A lifecycle policy of one rule, as ECR takes it and as the product reads it. */
export const EXPIRING = policyOf({ rulePriority: 1, selection: STALE, action: { type: 'expire' } });
export const ARCHIVING = policyOf({
  rulePriority: 1,
  selection: STALE,
  action: { type: 'transition', targetStorageClass: 'archive' },
});
/** It does not say what to do with what it selects. */
export const WITHOUT_ACTION = policyOf({ rulePriority: 1, selection: STALE });

/** A repository policy that lets another account pull. */
export const PULL_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Pull',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::222233334444:root' },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    },
  ],
});

/** A registry policy that lets another account replicate into it. */
export const REPLICATION_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Replicate',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::222233334444:root' },
      Action: ['ecr:ReplicateImage'],
      Resource: 'arn:aws:ecr:eu-west-1:123456789012:repository/*',
    },
  ],
});

function policyOf(rule: object): string {
  return normalPolicy(JSON.stringify({ rules: [rule] }));
}
