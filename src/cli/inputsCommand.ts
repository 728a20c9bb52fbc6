import type { Command } from 'commander';
import type { InputsCommandOptions } from './inputs.ts';
import { withRunningOptions } from './questionOptions.ts';
import { collect } from './sharedOptions.ts';

const PATHS = 3000;

/** Lays out `interlock inputs`. */
export function addInputsCommand(program: Command, end: (code: number) => void): void {
  withRunningOptions(
    program
      .command('inputs')
      .description('every input with range, grade and source, and which undisclosed fact would shrink the spread most')
      .option('--about <party>', 'the figures and inputs of one party')
      .option(
        '--for <path>',
        'a figure whose spread is taken apart: a path of the answer of run, or question:path (may be repeated)',
        collect,
        [],
      )
      .option('--rank', 'by what knowing it would take off the variance, instead of undisclosed first'),
    'interlock inputs ai-buildout --rank\ninterlock inputs ai-buildout --about oracle\ninterlock inputs ai-buildout --for parties.openai.default_probability --rank\ninterlock inputs ai-buildout --for financing:parties.openai.coverage.with_debt_room --rank',
    PATHS,
  ).action(async (book: string, options: InputsCommandOptions) =>
    end(await (await import('./inputs.ts')).runInputs(book, options)),
  );
}
