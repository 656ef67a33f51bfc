/** What is read of Stryker's JSON report: https://github.com/stryker-mutator/mutation-testing-elements */
export interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: { readonly line: number } };
}

/** Why the survivors of one line are left. */
export interface Reason {
  readonly file: string;
  /** A part of the line. */
  readonly line: string;
  readonly why: string;
}

interface Survivor {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly change: string;
}

const KILLED = ['Killed', 'Timeout'];
const ALIVE = ['Survived', 'NoCoverage'];

/** `docs/mutation.md`: the score of each room, every survivor with the reason why it is left, and how many have none. */
export function mutationPage(
  reports: readonly (readonly [room: string, Report])[],
  reasons: readonly Reason[],
  date: string,
): string {
  const rows = reports.map(([room, report]) => scoreRow(room, mutantsOf(report)));
  const survivors = reports.flatMap(([, report]) => survivorsOf(report));
  const isKnown = (survivor: Survivor) => reasonOf(survivor, reasons) !== undefined;
  const unknown = survivors.filter((survivor) => !isKnown(survivor));
  return `# Mutation testing

Written by \`npm run mutate\` on ${date}: [Stryker](https://stryker-mutator.io) breaks the code of a room in every way
that it knows, one at a time, and the room's own tests must notice. Tests that take seconds are left out.

| Room | Mutants | Killed | Left | Score |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

## What is left

| Line | Instead | Why it is left |
| --- | --- | --- |
${survivors
  .filter(isKnown)
  .map((survivor) => survivorRow(survivor, reasons))
  .join('\n')}
${unknown.length > 0 ? unknownSection(unknown) : ''}`;
}

function unknownSection(survivors: readonly Survivor[]): string {
  const byFile = Map.groupBy(survivors, ({ file }) => file);
  return `
## What nobody has looked at yet

| File | Left |
| --- | --- |
${[...byFile].map(([file, left]) => `| ${file} | ${left.length} |`).join('\n')}
`;
}

function mutantsOf({ files }: Report): readonly Mutant[] {
  return Object.values(files).flatMap(({ mutants }) => mutants);
}

function scoreRow(room: string, mutants: readonly Mutant[]): string {
  const count = (statuses: readonly string[]) =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  const [killed, left] = [count(KILLED), count(ALIVE)];
  const score = ((100 * killed) / (killed + left)).toFixed(1);
  return `| ${room} | ${killed + left} | ${killed} | ${left} | ${score} % |`;
}

function survivorsOf({ files }: Report): readonly Survivor[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants
      .filter(({ status }) => ALIVE.includes(status))
      .map(({ mutatorName, replacement = mutatorName, location: { start } }) => ({
        file,
        line: start.line,
        text: lines[start.line - 1] ?? '',
        change: replacement,
      }));
  });
}

function reasonOf({ file, text }: Survivor, reasons: readonly Reason[]): Reason | undefined {
  return reasons.find((one) => one.file === file && text.includes(one.line));
}

function survivorRow(survivor: Survivor, reasons: readonly Reason[]): string {
  const { file, line, change } = survivor;
  return `| ${file}:${line} | ${code(change)} | ${reasonOf(survivor, reasons)?.why} |`;
}

/** One line of at most 60 characters, safe in a table. */
function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', "'");
  return `\`${line.length > 60 ? `${line.slice(0, 59)}…` : line}\``;
}
