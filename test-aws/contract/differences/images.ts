import { type Difference, ECR_API } from './difference.ts';

const IMAGE_DETAIL = `${ECR_API}API_ImageDetail.html`;

export const IMAGES: readonly Difference[] = [
  {
    what: 'The size of an image',
    fleet: 'that of its layers',
    moto: 'that of its configuration',
    right: 'fleet',
    source: IMAGE_DETAIL,
    at: {
      'the images of a repository': [0, 1, 2, 3].map((image) => `result.${image}.bytes`),
      'the images after a deletion': ['result.0.bytes', 'result.1.bytes'],
      'three images of which one is gone': ['result.0.bytes', 'result.1.bytes'],
      'an image by its digest': ['result.bytes'],
      'an image by its tag': ['result.bytes'],
    },
  },
  {
    what: 'The image that a signature belongs to',
    fleet: '`subjectManifestDigest`',
    moto: 'is not said',
    right: 'fleet',
    source: IMAGE_DETAIL,
    at: {
      'the images of a repository': ['result.3.subject'],
      'the images after a deletion': ['result.1.subject'],
    },
  },
  {
    what: 'The size of an index',
    fleet: 'that of the largest image that it lists',
    moto: 'none, so that the product does not trust the answer',
    right: 'fleet',
    source: IMAGE_DETAIL,
    at: {
      'the images of a repository with an index': ['calls', 'result.*'],
      'an index': ['calls', 'result.*'],
      'delete an index, and then what it lists': ['calls', 'result.*'],
    },
  },
  {
    what: 'An image that an index lists',
    fleet: 'cannot be deleted before the index: `ImageReferencedByManifestList`',
    moto: 'is deleted',
    right: 'fleet',
    source: `${ECR_API}API_ImageFailure.html`,
    at: { 'delete an image that an index lists': ['result.*'] },
  },
];
