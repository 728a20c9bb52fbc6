// Holds src/ against the dependency rules, and makes sure that every file was really looked at.
import { pathToFileURL } from 'node:url';
import { cruise } from 'dependency-cruiser';
import configuration from '../.dependency-cruiser.mjs';
import { filesUnder } from './filesUnder.mjs';
import { root } from './root.mjs';

/**
 * Every breach of the rules under `folder`/src.
 * Without a TypeScript that has a compiler API the cruiser reads no file and finds nothing wrong;
 * so files it passed over are reported, too.
 * @param {string} folder
 * @returns {Promise<{ breaches: { rule: string, from: string, to: string }[], passedOver: string[], cruised: number }>}
 */
export async function checkFloors(folder) {
  const { forbidden, options } = configuration;
  const { output } = await cruise(['src'], { ...options, baseDir: folder, validate: true, ruleSet: { forbidden } });
  if (typeof output === 'string') throw new Error('the cruiser answered with text instead of a result');
  const cruised = new Set(output.modules.map((module) => module.source));
  const sources = filesUnder(folder, 'src').filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file));
  const breaches = output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return {
    breaches,
    passedOver: sources.filter((file) => !cruised.has(file)),
    cruised: sources.filter((file) => cruised.has(file)).length,
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { breaches, passedOver, cruised } = await checkFloors(root);
  const meaning = new Map(configuration.forbidden.map(({ name, comment }) => [name, comment]));
  for (const { rule, from, to } of breaches) {
    console.error(`${rule}: ${from}${to === from ? '' : ` → ${to}`}\n  ${meaning.get(rule) ?? ''}`);
  }
  for (const file of passedOver) console.error(`not looked at: ${file}`);
  console.log(`floors: ${cruised} files, ${breaches.length} breaches`);
  process.exitCode = breaches.length || passedOver.length || cruised === 0 ? 1 : 0;
}
