import { count } from '../report/figures.ts';
import { markdownTable } from '../report/table.ts';

/** How often a command is sent for so many things. */
type Calls = (things: number) => number;

/** What a sweep asks and writes for things of one sort. */
interface Share {
  readonly things: string;
  readonly commands: Readonly<Record<string, Calls>>;
}

const SIZES: readonly number[] = [10, 1_000, 100_000];
/** `maxImages` of `clean-images`, at most and by default. */
const IMAGES_IN_A_RUN = 500;
/** `revisions` of `clean-images`, by default. */
const REVISIONS = 5;

const each: Calls = (things) => things;
const pages =
  (size: number): Calls =>
  (things) =>
    Math.ceil(things / size);
const inOneRun =
  (calls: Calls): Calls =>
  (things) =>
    calls(Math.min(things, IMAGES_IN_A_RUN));

/** First the registry, then what is written, then everything that may use an image. */
export const SHARES = {
  repositories: {
    things: 'repositories',
    commands: { DescribeRepositories: pages(1000), DescribeImages: each },
  },
  images: { things: 'images in one repository', commands: { DescribeImages: pages(1000) } },
  indexes: { things: 'indexes in one repository', commands: { BatchGetImage: pages(100) } },
  archived: {
    things: `images to archive, ${IMAGES_IN_A_RUN} in a run`,
    commands: { DescribeImages: inOneRun(pages(100)), UpdateImageStorageClass: inOneRun(each) },
  },
  deleted: {
    things: `images to delete, ${IMAGES_IN_A_RUN} in a run`,
    commands: { DescribeImages: inOneRun(pages(100)), BatchDeleteImage: inOneRun(pages(100)) },
  },
  tasks: { things: 'tasks in one cluster', commands: { ListTasks: pages(100), DescribeTasks: pages(100) } },
  services: {
    things: 'services in one cluster',
    commands: {
      // Those of the replica strategy, and an empty page of the other one.
      ListServices: (things) => pages(100)(things) + 1,
      DescribeServices: pages(10),
      ListServiceDeployments: each,
      DescribeServiceDeployments: each,
      // What it is made of, and what it was made of before.
      DescribeServiceRevisions: (things) => 2 * things,
    },
  },
  families: {
    things: `families with ${REVISIONS} revisions`,
    commands: {
      ListTaskDefinitionFamilies: pages(100),
      ListTaskDefinitions: each,
      DescribeTaskDefinition: (things) => REVISIONS * things,
    },
  },
  rules: { things: 'EventBridge rules', commands: { ListRules: pages(100), ListTargetsByRule: each } },
  schedules: {
    things: 'schedules that run tasks',
    commands: { ListSchedules: pages(100), GetSchedule: each },
  },
  functions: {
    things: 'versions of Lambda functions',
    commands: { ListFunctions: pages(50), GetFunction: each },
  },
} as const satisfies Readonly<Record<string, Share>>;

/** All calls for so many things of one sort. */
export function callsFor({ commands }: Share, things: number): number {
  return Object.values(commands).reduce((sum, calls) => sum + calls(things), 0);
}

export function sweepTable(): string {
  return markdownTable({
    title: 'What a sweep calls',
    head: ['for so many', ...SIZES.map(count)],
    rows: Object.values(SHARES).map((share: Share) => [
      `${share.things}: ${Object.keys(share.commands).join(', ')}`,
      ...SIZES.map((size) => count(callsFor(share, size))),
    ]),
    notes: [
      'Calculated, not measured: `test/bench/sweep.test.ts` holds it against the calls that the code makes. Who uses images, from the tasks on, is read when a sweep plans, and again when it looks whether what it removed is missed. Besides: the tags of each repository that loses an image, a call for each App Runner service, and one for 200 images that Inspector sees running.',
    ],
  });
}
