import { isBuiltin } from 'node:module';
import { relative } from 'node:path';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'direct-builtins';

/**
 * Has a bundle take Node's own modules by `process.getBuiltinModule` and not by `import`: an import reads every
 * export of the module, and with it what Node loads only when asked (undici behind `node:http`, some 15 ms of a
 * first AWS call; the streams behind `node:fs`). Each importer gets a stand-in of its own, so that no file is
 * shared, and loaded, for the sake of one line. For `import()` the stand-in also names what Node has at hand.
 * https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
export const directBuiltins: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^(node:)?[\w/]+$/ }, ({ path, importer, kind }) => {
      if (!isBuiltin(path)) return undefined;
      const name = path.replace('node:', '');
      return { path: `${name}?${relative('.', importer)}?${kind}`, namespace: NAMESPACE };
    });
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => {
      const [name = '', , kind] = path.split('?');
      const builtin = `process.getBuiltinModule('node:${name}')`;
      if (kind !== 'dynamic-import') return { contents: `module.exports = ${builtin};` };
      const names = namesAtHand(name).join(', ');
      return { contents: `const it = ${builtin}; export default it; export const { ${names} } = it;` };
    });
  },
};

/** What the module has without loading more: what it loads when asked is behind a getter. */
function namesAtHand(name: string): readonly string[] {
  const fields = Object.getOwnPropertyDescriptors(process.getBuiltinModule(name));
  return Object.entries(fields)
    .filter(([field, { get }]) => get === undefined && /^[A-Za-z]\w*$/.test(field) && field !== 'default')
    .map(([field]) => field);
}
