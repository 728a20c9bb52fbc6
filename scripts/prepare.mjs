// npm runs this after `npm install`: the command works from then on.
import { build } from './build.mjs';
import { root } from './root.mjs';
import { recordInstall } from './setUp.mjs';

if (process.env.npm_command === 'install' || process.env.npm_command === 'ci') recordInstall(root);
process.exitCode = build(root);
