import type { Command } from 'commander';
import { collect, parseCount, parseSize, withBookOptions } from './sharedOptions.ts';

const EXAMPLE = `interlock run ai-buildout
interlock run ai-buildout --scenario openai-renegotiates-2027 --out out/renegotiates
interlock run ai-buildout --only-path 17 --trace`;

/** Adds the options of `run`. */
export function withRunOptions(command: Command): Command {
  command
    .option('--paths <count>', 'paths to run', parseCount(1), 10_000)
    .option('--seed <number>', 'seed of all draws', parseCount(0), 1)
    .option('--scenario <name>', 'compare with a scenario of the book, path by path (may be repeated)', collect, [])
    .option('--workers <count>', 'threads; one a core unless told, 0 runs in this one', parseCount(0))
    .option('--out <dir>', 'write run.json, tables and series as CSV and report.html into this folder')
    .option('--xlsx <file>', 'write inputs, payments of the central case and parties as a workbook')
    .option('--force', 'let --out write into a folder that holds something else, and --xlsx replace a file')
    .option('--include-mine', 'let the report tell your own holdings (`mine:`)')
    .option('--memory <size>', 'room for what is kept of every path (default 2GB)', parseSize)
    .option('--only-path <number>', 'run one path only', parseCount(0))
    .option('--trace', 'with --only-path: tell what happened on it')
    .option('--progress', 'tell progress also where nobody sits at a terminal');
  return withBookOptions(command, EXAMPLE);
}
