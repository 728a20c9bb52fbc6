// `npm start`: sets the checkout up if need be and runs the main job on the shipped book.
import { checkNode } from './checkNode.mjs';

checkNode();
import('./mainJob.mjs').then(async ({ setUpAndRun }) => {
  process.exitCode = await setUpAndRun(process.argv.slice(2));
});
