import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ version?: string, license?: string, link?: boolean, optional?: boolean,
 *   dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} LockEntry */
/** @typedef {Record<string, LockEntry>} LockedPackages by their place, as in `node_modules/a/node_modules/b` */

/** Work of others that is written into our own files, with the notice its authors ask to be kept. */
const adapted = `src/base/elementary.ts follows fdlibm 5.3 (exp, log, expm1, log1p, pow), whose authors ask to keep this notice:

    Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
    Permission to use, copy, modify, and distribute this software is freely
    granted, provided that this notice is preserved.
`;

const rule = '-'.repeat(80);

/**
 * Where a package that is required at `place` lies: the nearest node_modules above it that has it.
 * @param {LockedPackages} packages
 * @param {string} place
 * @param {string} name
 * @returns {string | undefined}
 */
function placeOf(packages, place, name) {
  for (let above = place; ; ) {
    const candidate = above ? `${above}/node_modules/${name}` : `node_modules/${name}`;
    if (candidate in packages) return candidate;
    if (!above) return undefined;
    const cut = above.lastIndexOf('/node_modules/');
    above = cut < 0 ? '' : above.slice(0, cut);
  }
}

/**
 * The places of everything the program needs when it runs: reached from its dependencies, not from its tools.
 * The lock's own `dev` marks are not used: they are missing on some packages only a tool needs.
 * @param {LockedPackages} packages
 * @returns {string[]}
 */
export function runtimePlaces(packages) {
  /** @type {Set<string>} */
  const reached = new Set();
  const visit = (/** @type {string} */ place) => {
    const { dependencies = {}, optionalDependencies = {} } = packages[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = placeOf(packages, place, name);
      if (found && !reached.has(found)) {
        reached.add(found);
        visit(found);
      }
    }
  };
  visit('');
  return [...reached].sort();
}

/**
 * @param {string} root
 * @param {string} place
 * @returns {string} the licence text the package brings
 */
function licenceText(root, place) {
  const folder = join(root, place);
  const file = existsSync(folder) && readdirSync(folder).find((name) => /^licen[cs]e(\.|$)/i.test(name));
  if (!file) throw new Error(`${place} brings no licence text`);
  return readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
}

const nameOf = (/** @type {string} */ place) =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * THIRD-PARTY-NOTICES for the packages of the lock file. What is installed only on some machines is listed by name
 * and licence, so that the text is the same wherever it is made.
 * @param {string} root
 * @returns {string}
 */
export function thirdPartyNotices(root) {
  /** @type {LockedPackages} */
  const packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const runtime = runtimePlaces(packages);
  const tools = Object.keys(packages).filter((place) => place && !packages[place].link && !runtime.includes(place));
  const line = (/** @type {string} */ place) =>
    `${nameOf(place)} ${packages[place].version} (${packages[place].license ?? 'licence not stated'})`;
  const full = runtime.filter((place) => !packages[place].optional);
  const partial = runtime.filter((place) => packages[place].optional);
  return [
    'Third-party notices\n\nMade by `npm run generate` from package-lock.json; do not edit.\n',
    `Work adapted in our own files\n${rule}\n${adapted}`,
    `Packages the program uses when it runs\n${rule}\n${full.map(line).join('\n')}\n`,
    `Used where the machine has them (optional)\n${rule}\n${partial.map(line).join('\n')}\n`,
    `Tools: used to build and test, not part of the program\n${rule}\n${[...new Set(tools.map(line))].sort().join('\n')}\n`,
    ...full.map((place) => `${rule}\n${line(place)}\n${rule}\n${licenceText(root, place)}\n`),
  ].join('\n');
}
