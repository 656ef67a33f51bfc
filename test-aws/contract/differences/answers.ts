import { type Difference, ECR_API } from './difference.ts';

/** Where the answers to what the product does to images and settings differ. */
export const ANSWERS: readonly Difference[] = [
  {
    what: 'A lifecycle policy that archives',
    fleet: 'is put',
    moto: 'InvalidParameterException: it knows no action but `expire`',
    right: 'fleet',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html',
    at: { 'put a lifecycle policy that archives': ['calls', 'result.*'] },
  },
  {
    what: 'A tag that another image has, in a repository that holds its tags',
    fleet: '`ImageTagAlreadyExistsException`',
    moto: '`ImageAlreadyExistsException`, which the product takes for its own tag',
    right: 'fleet',
    source: `${ECR_API}API_PutImage.html`,
    at: { 'tag an image as another is, in a repository that holds its tags': ['calls', 'result.*'] },
  },
];
