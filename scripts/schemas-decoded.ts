import { basename, join } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Leaves zod out of a bundle whose configuration was decoded at build time: the playbooks' schemas are still
 * written down there, but nothing is left for them to check. What would check throws instead of agreeing. Files
 * called `…-schema.ts` hold nothing else, and are left out, too.
 */
export const schemasDecoded: Plugin = {
  name: 'schemas-decoded',
  setup(build) {
    build.onResolve({ filter: /^zod\/mini$/ }, ({ path }) => ({ path, namespace: 'schemas-decoded' }));
    build.onResolve({ filter: /-schema\.ts$/ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path);
      return { path: basename(file), namespace: 'schemas-decoded', pluginData: file };
    });
    build.onLoad({ filter: /.*/, namespace: 'schemas-decoded' }, async ({ path, pluginData }) => {
      const names = Object.keys(await import(pluginData ?? path)).filter((name) => /^[\w$]+$/.test(name));
      return { contents: [STAND_IN, ...names.map(standInFor)].join('\n') };
    });
  },
};

const STAND_IN = `
const checks = /parse|encode|decode/i;
const refuse = () => { throw new Error('Schemas are used up at build time: see scripts/schemas-decoded.ts.'); };
const schema = new Proxy(() => {}, {
  get: (_, name) => (typeof name === 'string' && checks.test(name) ? refuse : schema),
  apply: () => schema,
});
const named = (name) => (checks.test(name) ? refuse : schema);`;

/** \`default\` and reserved words cannot be declared, only exported. */
function standInFor(name: string, index: number): string {
  return `const stand${index} = /* @__PURE__ */ named('${name}');\nexport { stand${index} as ${name} };`;
}
