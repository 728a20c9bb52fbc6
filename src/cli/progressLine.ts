import { remark } from './terminal.ts';

/** Tells on stderr how far a run has come. */
export interface ProgressLine {
  readonly tell: (donePaths: number) => void;
  /** The same where how many there are in all is known only later. */
  readonly tellOf: (donePaths: number, allPaths: number) => void;
  readonly end: () => void;
}

const MOMENT_MS = 250;
const SILENT: ProgressLine = { tell: () => {}, tellOf: () => {}, end: () => {} };

/** One line with the time left: rewritten in place for a person, a line now and then for a log; silent where nobody asked. */
export function progressLine(paths: number, options: { quiet?: boolean; progress?: boolean }): ProgressLine {
  const isTerminal = process.stderr.isTTY === true;
  if (options.quiet === true || (!isTerminal && options.progress !== true)) return SILENT;
  const start = performance.now();
  let told = Number.NEGATIVE_INFINITY;
  let width = 0;
  const tellOf = (done: number, all: number): void => {
    const now = performance.now();
    if (now - told < MOMENT_MS && done < all) return;
    told = now;
    const left = ((now - start) / Math.max(1, done)) * (all - done);
    const line = `${grouped(done)} of ${grouped(all)} paths, ${clock(left)} left`;
    remark(isTerminal ? `\r${line.padEnd(width)}` : `${line}\n`);
    width = line.length;
  };
  return {
    tell: (done) => tellOf(done, paths),
    tellOf,
    end: () => {
      if (isTerminal && width > 0) remark(`\r${' '.repeat(width)}\r`);
    },
  };
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function clock(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
