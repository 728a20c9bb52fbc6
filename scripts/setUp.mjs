// Brings a checkout to the point where its commands run: packages installed, sources compiled, each only if needed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { buildFingerprint, installFingerprint } from './fingerprint.mjs';

const installStamp = join('node_modules', '.interlock-installed');
export const buildStamp = join('dist', '.built-from');

/**
 * @param {string} path
 * @returns {string | undefined}
 */
function textOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/**
 * Whether the lock file has changed since the last install here, or a package named in package.json is not there.
 * @param {string} root
 * @returns {boolean}
 */
export function needsInstall(root) {
  if (textOf(join(root, installStamp)) !== installFingerprint(root)) return true;
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  return names.some((name) => !existsSync(join(root, 'node_modules', name, 'package.json')));
}

/**
 * Notes that what the lock file asks for is now installed.
 * @param {string} root
 */
export function recordInstall(root) {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, installStamp), installFingerprint(root));
}

/**
 * Whether the sources have changed since they were last compiled here.
 * @param {string} root
 * @returns {boolean}
 */
export function needsBuild(root) {
  return textOf(join(root, buildStamp)) !== buildFingerprint(root);
}

/**
 * Where npm may keep its downloads: its usual place, or a folder of the checkout where that cannot be written.
 * @param {string} root
 * @param {string} usual
 * @returns {string}
 */
export function npmCacheFolder(root, usual) {
  try {
    mkdirSync(usual, { recursive: true });
    accessSync(usual, constants.W_OK);
    return usual;
  } catch {
    return join(root, '.interlock', 'npm-cache');
  }
}

/**
 * The arguments of the one install command: by the committed lock, which it leaves as it is.
 * @param {string} cache
 * @returns {string[]}
 */
export function installArguments(cache) {
  return ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', `--cache=${cache}`];
}

/** @param {string} root */
function install(root) {
  console.error('interlock: installing packages (once for each change of package-lock.json) …');
  const usual = process.env.npm_config_cache ?? join(homedir(), '.npm');
  const given = installArguments(npmCacheFolder(root, usual));
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: /** @type {['ignore', 2, 2]} */ (['ignore', 2, 2]) };
  const done =
    npm && /npm-cli\.js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...given], options)
      : spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', given, options);
  if (done.status === 0) return recordInstall(root);
  console.error('interlock: the packages could not be installed; npm says why above.');
  process.exit(1);
}

/**
 * Installs and compiles what is not up to date; does nothing, and needs no network, when all is.
 * @param {string} root
 */
export function setUp(root) {
  if (needsInstall(root)) install(root);
  if (!needsBuild(root)) return;
  console.error('interlock: compiling …');
  const status = build(root);
  if (status !== 0) process.exit(status);
}
