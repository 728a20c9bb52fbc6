// npm runs this after `npm install`: the command works from then on.
import { checkNode } from './checkNode.mjs';

checkNode();
import('./setUp.mjs').then(async ({ recordInstall }) => {
  const { build } = await import('./build.mjs');
  const { root } = await import('./root.mjs');
  if (process.env.npm_command === 'install' || process.env.npm_command === 'ci') recordInstall(root);
  process.exitCode = build(root);
});
