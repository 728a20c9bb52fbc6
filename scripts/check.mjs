// Everything continuous integration checks besides the tests, one after the other, for use before a commit.
import { spawnSync } from 'node:child_process';
import { root } from './root.mjs';

const steps = ['lint', 'lint:arithmetic', 'lint:size', 'types', 'floors', 'unused'];
const failed = steps.filter((step) => {
  console.log(`— ${step}`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return spawnSync(npm, ['run', '--silent', step], { cwd: root, stdio: 'inherit' }).status !== 0;
});
console.log(failed.length ? `failed: ${failed.join(', ')}` : 'all in order');
process.exitCode = failed.length ? 1 : 0;
