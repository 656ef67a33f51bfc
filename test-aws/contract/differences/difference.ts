/** The pages of AWS's documentation begin like these. */
export const API = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/';
export const ECR_API = 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/';
export const GUIDE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/';

/** Where moto and the simulated fleet do not agree, and which of them AWS's documentation is with. */
export interface Difference {
  readonly what: string;
  readonly fleet: string;
  readonly moto: string;
  readonly right: 'fleet' | 'moto';
  /** The page of AWS that says so. */
  readonly source: string;
  /** Call -> the paths of its result that differ; `.*` stands for all below. */
  readonly at: Readonly<Record<string, readonly string[]>>;
}
