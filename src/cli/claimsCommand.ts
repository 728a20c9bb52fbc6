import { type Command, Option } from 'commander';
import type { ClaimsCommandOptions } from './claims.ts';
import { withAnswerOptions } from './questionOptions.ts';
import { collect, parseCount } from './sharedOptions.ts';

const VECTORS = 200;
const NOISE = 10;
const FLIP_VECTORS = 100;
const PATHS = 10_000;

const EXAMPLE = `interlock claims ai-buildout
interlock claims ai-buildout --about who-needs-whom --flips exact
interlock claims ai-buildout --as-of 2026-06-30 --compare 2025-11-30`;

/** Lays out `interlock claims`. */
export function addClaimsCommand(program: Command, end: (code: number) => void): void {
  const command = program
    .command('claims')
    .description(
      'what is claimed of the web: in how many simulated worlds each claim holds, what moves it, where it turns',
    )
    .option('--about <claim>', 'tell everything about one claim (may be repeated)', collect, [])
    .option('--compare <date>', 'which verdicts changed since another day of the book, and what moved')
    .addOption(
      new Option('--flips <how>', 'values at which a claim turns: read off the sample, or solved by paired runs')
        .choices(['conditional', 'exact'])
        .default('conditional'),
    )
    .option('--vectors <count>', 'draws of the inputs', parseCount(1), VECTORS)
    .option('--noise <count>', 'paths of each draw of the inputs', parseCount(1), NOISE)
    .option(
      '--flip-vectors <count>',
      'with --flips exact: draws of the inputs at each value tried',
      parseCount(10),
      FLIP_VECTORS,
    )
    .option('--paths <count>', 'paths of the claims that each path tells by itself', parseCount(1), PATHS)
    .option('--seed <number>', 'seed of all draws', parseCount(0), 1)
    .option('--workers <count>', 'threads; one a core unless told, 0 runs in this one', parseCount(0))
    .option('--progress', 'tell progress also where nobody sits at a terminal');
  withAnswerOptions(command, EXAMPLE).action(async (book: string, options: ClaimsCommandOptions) =>
    end(await (await import('./claims.ts')).runClaims(book, options)),
  );
}
