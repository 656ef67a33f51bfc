import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import lockfile from '../../package-lock.json' with { type: 'json' };
import { readSbom } from '../../scripts/sbom.ts';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

/** Every package that is installed, by its folder; the product itself is left out. */
const LOCKED = Object.entries<Locked>(lockfile.packages).filter(([folder]) => folder !== '');
const nameOf = (folder: string) => folder.replace(/^.*node_modules\//, '');

describe('the supply chain', () => {
  it('every dependency is pinned to one version', () => {
    const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

    expect(asked.filter(([, version]) => !/^(npm:\w+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('every package in the lockfile is pinned to its very bytes', () => {
    expect(LOCKED.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'))).toEqual([]);
  });

  it('no package comes from anywhere but the registry', () => {
    const elsewhere = LOCKED.filter(
      ([, { resolved }]) => resolved && !/^https:\/\/registry\./.test(resolved),
    );

    expect(elsewhere).toEqual([]);
  });

  it('packages with an install script are exactly those that package.json decides on', () => {
    const scripted = LOCKED.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) =>
      nameOf(name),
    );

    expect(scripted.sort()).toEqual(Object.keys(manifest.allowScripts).sort());
  });

  it('no package that runs in production has an install script', () => {
    expect(LOCKED.filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev)).toEqual([]);
  });
});

describe('scripts/sbom', () => {
  const sbom = readSbom();

  it('lists exactly what is installed for production, with its version', () => {
    const installed = LOCKED.filter(([, { dev }]) => !dev);

    expect(sbom.bomFormat).toBe('CycloneDX');
    expect(sbom.metadata.component.name).toBe('watchkeeper');
    expect(sbom.components.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(
      installed.map(([folder, { version }]) => `${nameOf(folder)}@${version}`).sort(),
    );
  });

  it('says that the product depends on its runtime dependencies, and on nothing else', () => {
    const product = sbom.dependencies.find(({ ref }) => ref.startsWith('watchkeeper@'));
    const asked = Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`);

    expect([...(product?.dependsOn ?? [])].sort()).toEqual(asked.sort());
  });
});
