import type { Attempt } from '../../domain/decision.ts';
import type { Vulnerability } from '../../domain/vulnerability.ts';
import type { Home } from './scan-targets.ts';

/** Somebody who runs images of the family, and whether one of them is vulnerable. */
export interface Runner {
  /** For people: "service payments-api in prod". */
  readonly by: string;
  /** The ECS service that it is. */
  readonly service?: { readonly clusterArn: string; readonly name: string };
  readonly owner?: string;
  /** `unknown`: what it runs now was not scanned, or cannot be found. */
  readonly state: 'vulnerable' | 'unknown' | 'clean';
}

/** What is known of the images of one repository. */
export interface Findings {
  readonly repository: string;
  /** By the repository's tags. */
  readonly owner?: string;
  /** The base image that the first vulnerability came with. */
  readonly base?: string;
  /** Whoever ran a vulnerable image at any time since the incident began. */
  readonly runners: readonly Runner[];
  /** In images that run; where none does, in those that the incident was opened for. */
  readonly vulnerabilities: readonly Vulnerability[];
  /** Images that run and are vulnerable. */
  readonly images: readonly VulnerableImage[];
}

export interface VulnerableImage {
  /** What is run: an image, or an index. */
  readonly digest: string;
  /** The image that the scan is of: the same, or one that the index lists. */
  readonly scanned: string;
  readonly tags: readonly string[];
}

/** An image family: what is known of each of its repositories that scans told of. */
export interface FamilyFacts {
  readonly about: 'family';
  readonly home: Home;
  readonly partition: string;
  /** The id that the incident is about; absent when it is about all of them. */
  readonly id?: string;
  /** By repository, those first that most depends on. */
  readonly findings: readonly Findings[];
  /** Repositories whose tags keep our hands off. */
  readonly handsOff: readonly string[];
  /** A repository's tag has people asked about the whole plan. */
  readonly asks?: true;
  /** Why a repository that scans told of is left out, where one is. */
  readonly leftOut?: string;
  /** Why it is not known who uses what: then nothing is done, and nothing is taken for fixed. */
  readonly unread: readonly string[];
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  readonly attempts: readonly Attempt[];
}

/** What a day brought that needs no message of its own. */
export interface SummaryFacts {
  readonly about: 'registry';
  readonly home: Home;
  /** Found in images that nobody runs. */
  readonly waiting: readonly Waiting[];
  /** Runs by now, or is not accepted any more. */
  readonly reopened: readonly Reopened[];
  readonly unread: readonly string[];
}

export interface Waiting {
  readonly repository: string;
  readonly id: string;
  readonly severity: Vulnerability['severity'];
}

export interface Reopened extends Waiting {
  /** Absent for the family of all that no route names. */
  readonly family?: string;
  /** Why, for the mark: the same reason opens it once. */
  readonly mark: string;
  /** One image that has it. */
  readonly digest: string;
  readonly reason: string;
}

export type ScanFacts = FamilyFacts | SummaryFacts;
