// The search of a built handbook without a browser: search.js in a context of its own, which loads the shards of the
// index as a page does, by <script> elements, and counts what it has loaded.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

/** The search of the site in a folder: `find`, `spots`, and `loaded`, the bytes of each file that was loaded. */
export function searchOf(folder) {
  const loaded = new Map();
  const run = (context, file) => vm.runInContext(readFileSync(path.join(folder, file), 'utf8'), context, { filename: file });
  const document = {
    createElement: () => ({}),
    head: {
      appendChild(script) {
        setImmediate(() => {
          try {
            run(context, script.src);
            loaded.set(script.src, readFileSync(path.join(folder, script.src)).length);
          } catch (error) {
            script.onerror(error);
            return;
          }
          script.onload();
        });
      },
    },
  };
  const context = vm.createContext({ document });
  context.window = context;
  vm.runInContext('window.sotay = { search: { root: "" } }', context);
  run(context, 'static/search.js');
  const { search } = context.sotay;
  // Values of another context are not equal to any of this one.
  const find = async (...asked) => structuredClone(await search.find(...asked));
  const spots = (...asked) => structuredClone(search.spots(...asked));
  return { find, spots, shards: search.shards, loaded };
}
