// Bundle a script with what it imports: node bundle.mjs MODULES IN OUT KIND
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [modules, from, to, kind] = process.argv.slice(2);
const esbuild = createRequire(`${modules}/`)("esbuild");
const { info } = JSON.parse(readFileSync(`${modules}/pyodide/pyodide-lock.json`, "utf8"));
const kinds = {
  // Pyodide asks whether it may import scripts, and refuses a worker that may; it never does.
  worker: {
    banner: { js: "self.importScripts = undefined;" },
    define: { "import.meta.url": "self.location.href", LOCK: JSON.stringify({ info, packages: {} }) },
    external: ["node:*", "ws"],
  },
  front: {
    define: { "import.meta.url": "ptcodingPage", "import.meta.resolve": "String" },
    // Parts of the front end that were left out are asked for by nobody.
    plugins: [{
      name: "left out",
      setup(build) {
        // All parts are in one script already: there is nothing to load ahead, and a browser would refuse to.
        build.onLoad({ filter: /preload-helper\.[^/]+\.js$/ }, () => ({ contents: "export const t = (part) => part();" }));
        build.onResolve({ filter: /^\.\// }, ({ resolveDir, path }) => (existsSync(resolve(resolveDir, path)) ? undefined : { path, namespace: "left-out" }));
        build.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
      },
    }],
  },
};
await esbuild.build({
  entryPoints: [from], outfile: to, bundle: true, minify: true, format: "iife", target: "es2022", nodePaths: [modules],
  platform: "browser", legalComments: "none", logLevel: "error", ...kinds[kind],
});
