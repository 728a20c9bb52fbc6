// Loaded before the command line: when the process ends, notes the most memory that it held and how long its threads worked.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.INTERLOCK_BENCH_REPORT;
if (isMainThread && file) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(file, `${maxRSS} ${userCPUTime + systemCPUTime}`);
  });
}
