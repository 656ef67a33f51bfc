import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import manifest from '../package.json' with { type: 'json' };

const PRODUCT = `${manifest.name}@${manifest.version}`;

/** The parts of a CycloneDX 1.5 document that we look at; npm writes more. */
export interface Sbom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}
interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly properties: readonly { readonly name: string }[];
}

/**
 * What is installed for production, and so may be in a bundle: written by npm from the lockfile, without network.
 * @throws Error with npm's own words when it fails.
 */
export function readSbom(): Sbom {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--offline'];
  const { status, stdout, stderr } = spawnSync('npm', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm sbom failed:\n${stderr}`);
  const sbom = withoutDevelopment(JSON.parse(stdout));
  // npm takes the folder's name for the product's.
  const component = { ...sbom.metadata.component, name: manifest.name };
  return { ...sbom, metadata: { ...sbom.metadata, component } };
}

export function writeSbom(file: string): void {
  writeFileSync(file, `${JSON.stringify(readSbom(), null, 2)}\n`);
}

/** By npm's own mark: its `--omit dev` (11.19) also leaves out what development happens to use as well. */
function withoutDevelopment(sbom: Sbom): Sbom {
  const components = sbom.components.filter(
    ({ properties }) => !properties.some(({ name }) => name === 'cdx:npm:package:development'),
  );
  const kept = new Set(components.map((component) => component['bom-ref']));
  const asked = new Set(Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`));
  const dependencies = sbom.dependencies.flatMap(({ ref, dependsOn }) => {
    if (kept.has(ref)) return { ref, dependsOn: dependsOn.filter((on) => kept.has(on)) };
    return ref === PRODUCT ? { ref, dependsOn: dependsOn.filter((on) => asked.has(on)) } : [];
  });
  return { ...sbom, components, dependencies };
}
