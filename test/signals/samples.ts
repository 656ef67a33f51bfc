import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Sample {
  /** The path inside its folder. */
  readonly name: string;
  readonly event: unknown;
}

export interface Expected {
  readonly door: string;
  readonly signal: { readonly kind: string };
  readonly cause: object | null;
  /** What each playbook makes of it under the default configuration. */
  readonly results: readonly ({ readonly playbook: string } & object)[];
}

const OWN = fileURLToPath(new URL('../../events', import.meta.url));
/** Recordings that may lie beside the checkout: shapes from the wild, not ours to copy. */
const WILD = fileURLToPath(new URL('../../../shared/events', import.meta.url));

export const OWN_SAMPLES = samplesIn(OWN).filter(({ name }) => !name.endsWith('.expected.json'));
export const ALL_SAMPLES = [...OWN_SAMPLES, ...samplesIn(WILD)];

/** What `<name>.expected.json` says of one of our own samples. */
export function expectedOf({ name }: Sample): Expected {
  return readJson(`${OWN}/${name.replace(/\.json$/, '.expected.json')}`) as Expected;
}

export function ownSample(name: string): Record<string, unknown> {
  return readJson(`${OWN}/${name}`) as Record<string, unknown>;
}

function samplesIn(folder: string): readonly Sample[] {
  if (!existsSync(folder)) return [];
  const names = globSync('**/*.json', { cwd: folder }).sort();
  return names.map((name) => ({ name, event: readJson(`${folder}/${name}`) }));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
