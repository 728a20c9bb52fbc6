// `npm test`: sets the checkout up if need be, runs the tests and ends with one plain line of counts.
import { checkNode } from './checkNode.mjs';

checkNode();
import('./runTests.mjs').then(({ setUpAndTest }) => {
  const { passed, failed, skipped } = setUpAndTest(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
});
