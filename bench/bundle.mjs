// The sources as one module for a benchmark, made in a temporary folder; on request with a clock around each phase.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('../src', import.meta.url));

/** Modules of the engine that are timed. */
const timedModules = /^\.\/(phases\/\w+|start|draws|invariants|kept|patches)\.ts$/;

/**
 * Puts a clock around what `run/simulate.ts` imports, so that src/ itself holds no timing code.
 * @returns {import('esbuild').Plugin}
 */
function clocksAroundPhases() {
  return {
    name: 'clocks around phases',
    setup(builder) {
      builder.onResolve({ filter: timedModules }, ({ path, importer, pluginData }) => {
        if (pluginData === 'untimed' || !importer.endsWith('run/simulate.ts')) return undefined;
        return { path: join(source, 'run', path), namespace: 'timed' };
      });
      builder.onResolve({ filter: /^clocks$/ }, () => ({ path: 'clocks', namespace: 'clocks' }));
      builder.onLoad({ filter: /.*/, namespace: 'clocks' }, () => ({
        contents: `export const clocks = new Map();
          export function timed(name, run) {
            const clock = { milliseconds: 0 };
            clocks.set(name, clock);
            return (...given) => {
              const began = performance.now();
              const result = run(...given);
              clock.milliseconds += performance.now() - began;
              return result;
            };
          }`,
      }));
      builder.onLoad({ filter: /.*/, namespace: 'timed' }, async ({ path }) => {
        const found = await builder.resolve(path, {
          resolveDir: source,
          kind: 'import-statement',
          pluginData: 'untimed',
        });
        const names = await exportedFunctions(found.path);
        return {
          contents: [
            `import * as phase from ${JSON.stringify(found.path)};`,
            "import { timed } from 'clocks';",
            ...names.map((name) => `export const ${name} = timed('${name}', phase.${name});`),
          ].join('\n'),
          resolveDir: source,
        };
      });
    },
  };
}

/** @param {string} file */
async function exportedFunctions(file) {
  const { readFileSync } = await import('node:fs');
  return [...readFileSync(file, 'utf8').matchAll(/^export function (\w+)/gm)].map((match) => match[1] ?? '');
}

/**
 * Bundles modules of src/ and loads them.
 * @param {string[]} modules paths under src/
 * @param {string} outfile
 * @param {{ isTimed?: boolean }} [options]
 */
export async function loadBundle(modules, outfile, { isTimed = false } = {}) {
  const lines = modules.map((file) => `export * from ${JSON.stringify(join(source, file))};`);
  if (isTimed) lines.push("export { clocks } from 'clocks';");
  await build({
    stdin: { contents: lines.join('\n'), resolveDir: source },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    plugins: isTimed ? [clocksAroundPhases()] : [],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
  return import(pathToFileURL(outfile).href);
}
