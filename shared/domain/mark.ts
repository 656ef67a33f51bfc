/**
 * One failure, remembered. `id` makes a repeat harmless, `group` says what is counted together (a task
 * definition revision), `data` is the playbook's own.
 */
export interface Mark {
  readonly at: string;
  readonly id: string;
  readonly group: string;
  readonly data?: string;
}

/** Marks kept per key: about 90 KB, a quarter of DynamoDB's item limit. */
export const MARKS_CAP = 1000;

/** For people: what lies above the cap was not counted. */
export function failureCount(failures: number): string {
  return failures >= MARKS_CAP ? `${MARKS_CAP.toLocaleString('en')}+` : String(failures);
}

/** The incident of this generation dealt with this group: its failures are no news until then. */
export interface Quiet {
  readonly group: string;
  readonly until: string;
  readonly generation: number;
}

interface Told {
  readonly quiet: readonly Quiet[];
}

/** Whether people were told of this not long ago, so that it is no news. */
export function isQuiet(record: Told, mark: Mark): boolean {
  return mark.at < (lastTold(record, mark)?.until ?? '');
}

/** The newest word on this group; a mark without a group is about whatever revision there is. */
export function lastTold({ quiet }: Told, { group }: Pick<Mark, 'group'>): Quiet | undefined {
  return quiet
    .filter((told) => group === '' || told.group === group)
    .toSorted((a, b) => a.generation - b.generation)
    .at(-1);
}
