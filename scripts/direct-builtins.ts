import { isBuiltin } from 'node:module';
import { relative } from 'node:path';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'direct-builtins';

/**
 * Has a bundle take Node's own modules by `process.getBuiltinModule` and not by `import`: an import reads every
 * export of the module, and with it what Node loads only when asked (undici behind `node:http`, some 15 ms of a
 * first AWS call; the streams behind `node:fs`). Each importer gets a stand-in of its own, so that no file is
 * shared, and loaded, for the sake of one line.
 * https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
export const directBuiltins: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^(node:)?[\w/]+$/ }, ({ path, importer }) => {
      if (!isBuiltin(path)) return undefined;
      return { path: `${path.replace('node:', '')}?${relative('.', importer)}?`, namespace: NAMESPACE };
    });
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('node:${path.split('?')[0]}');`,
    }));
  },
};
