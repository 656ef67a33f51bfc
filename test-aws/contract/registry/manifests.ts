import { sha256 } from '../../../shared/domain/digest.ts';

const TYPE = 'application/vnd.oci.image.';
const MANIFEST = `${TYPE}manifest.v1+json`;
export const INDEX_TYPE = `${TYPE}index.v1+json`;

/** An image as it is pushed: both sides are given the same bytes, so both have it by the same digest. */
export interface Pushed {
  readonly manifest: string;
  readonly digest: string;
}

/** An image of one layer. */
export function imageOf(name: string, bytes: number): Pushed {
  return pushed({ mediaType: MANIFEST, ...parts(name, bytes) });
}

/** What `cosign sign` pushes: an artifact that says which image it belongs to. */
export function signatureOf({ digest, manifest }: Pushed): Pushed {
  const subject = { mediaType: MANIFEST, digest, size: manifest.length };
  return pushed({
    mediaType: MANIFEST,
    artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    ...parts(`signature of ${digest}`, 500),
    subject,
  });
}

/** One image for several platforms. */
export function indexOf(images: Readonly<Record<string, Pushed>>): Pushed {
  const manifests = Object.entries(images).map(([architecture, { digest, manifest }]) => ({
    mediaType: MANIFEST,
    digest,
    size: manifest.length,
    platform: { architecture, os: 'linux' },
  }));
  return pushed({ mediaType: INDEX_TYPE, manifests });
}

function parts(name: string, bytes: number): object {
  const config = { mediaType: `${TYPE}config.v1+json`, digest: digestOf(`${name} config`), size: 1_469 };
  const layer = { mediaType: `${TYPE}layer.v1.tar+gzip`, digest: digestOf(`${name} layer`), size: bytes };
  return { config, layers: [layer] };
}

function pushed(content: object): Pushed {
  const manifest = JSON.stringify({ schemaVersion: 2, ...content });
  return { manifest, digest: digestOf(manifest) };
}

function digestOf(text: string): string {
  return `sha256:${sha256(text)}`;
}
