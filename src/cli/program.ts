import { Command } from 'commander';
import { addAllocationCommand } from './allocationCommand.ts';
import { addBacklogCommand } from './backlogCommand.ts';
import { addBacktestCommand } from './backtestCommand.ts';
import { addBriefCommand } from './briefCommand.ts';
import type { CheckOptions } from './check.ts';
import { addCircularityCommand } from './circularityCommand.ts';
import { addClaimsCommand } from './claimsCommand.ts';
import { addContagionCommand } from './contagionCommand.ts';
import { addControlCommand } from './controlCommand.ts';
import type { ExplainOptions } from './explain.ts';
import { addFinancingCommand } from './financingCommand.ts';
import { addGlutCommand } from './glutCommand.ts';
import { addInputsCommand } from './inputsCommand.ts';
import { addLeverageCommand } from './leverageCommand.ts';
import { addLoopCommand } from './loopCommand.ts';
import { addPositionCommand } from './positionCommand.ts';
import type { QuestionOptions } from './question.ts';
import { withAnswerOptions } from './questionOptions.ts';
import { addRescueCommand } from './rescueCommand.ts';
import type { RunCommandOptions } from './run.ts';
import { withRunOptions } from './runOptions.ts';
import { schemaNames } from './schemaNames.ts';
import { addSettlementCommand } from './settlementCommand.ts';
import { type OutputOptions, parseCount, withBookOptions, withOutputOptions } from './sharedOptions.ts';
import type { ShowOptions } from './show.ts';
import { remark, tell, withoutControls } from './terminal.ts';

/** The command line as built, and the exit code of the command that ran. */
export interface CommandLine {
  readonly program: Command;
  readonly exitCode: () => number;
}

/** Lays out the command line. What a command needs is loaded only when that command runs. */
export function commandLine(version: string): CommandLine {
  let exitCode = 0;
  const end = (code: number): void => {
    exitCode = code;
  };
  const program = new Command('interlock')
    .exitOverride()
    .configureOutput({ writeOut: tell, writeErr: (text) => remark(withoutControls(text)) })
    .description('A laboratory for interlocking deals: what a web of deals amounts to, and what it rests on.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('(interlock --help tells all commands)')
    .addHelpText('after', '\nExample:\n  $ interlock show ai-buildout\n');
  addBookCommands(program, end);
  addClaimsCommand(program, end);
  addCircularityCommand(program, end);
  addContagionCommand(program, end);
  addControlCommand(program, end);
  addRunCommand(program, end);
  addBacklogCommand(program, end);
  addBacktestCommand(program, end);
  addAllocationCommand(program, end);
  addFinancingCommand(program, end);
  addGlutCommand(program, end);
  addBriefCommand(program, end);
  addInputsCommand(program, end);
  addLeverageCommand(program, end);
  addLoopCommand(program, end);
  addRescueCommand(program, end);
  addPositionCommand(program, end);
  addSettlementCommand(program, end);
  addExplainCommand(program, end);
  addToolCommands(program, end);
  return { program, exitCode: () => exitCode };
}

function addBookCommands(program: Command, end: (code: number) => void): void {
  withBookOptions(
    program
      .command('check')
      .description('find every fault of a book, and test the checks that it carries')
      .option('--frozen', 'hold the book to its own day: nothing learned later and no default may stand'),
    'interlock check ai-buildout\ninterlock check my-book/ --as-of 2025-11-30\ninterlock check polysilicon --frozen',
  ).action(async (book: string, options: CheckOptions) => end((await import('./check.ts')).runCheck(book, options)));
  withBookOptions(
    program
      .command('show')
      .description('what the web amounts to without simulation: deals in four layers, by year and buyer')
      .option('--all', 'every deal, buyer and exposure, not only the largest'),
    'interlock show ai-buildout\ninterlock show ai-buildout --set parties.openai.cash=30B --json',
  ).action(async (book: string, options: ShowOptions) => end((await import('./show.ts')).runShow(book, options)));
  withAnswerOptions(
    program.command('reconcile').description('buyers’ disclosed commitments against sellers’ disclosed backlog'),
    'interlock reconcile ai-buildout',
  ).action(async (book: string, options: QuestionOptions) =>
    end(await (await import('./reconcile.ts')).runReconcile(book, options)),
  );
}

function addRunCommand(program: Command, end: (code: number) => void): void {
  withRunOptions(
    program.command('run').description('what becomes of the web over many paths: defaults, funding, prices, exposures'),
  ).action(async (book: string, options: RunCommandOptions) =>
    end(await (await import('./run.ts')).runRun(book, options)),
  );
}

function addExplainCommand(program: Command, end: (code: number) => void): void {
  const command = program
    .command('explain')
    .description('what a figure of an answer is, its equation, and the terms, inputs and sources it rests on');
  withBookOptions(
    command,
    'interlock explain ai-buildout deals.openai-oracle-cloud.headline\ninterlock explain ai-buildout parties.openai.default_probability --paths 2000',
  )
    .argument('<path>', 'a path into the answer of show or run, such as parties.openai.cash')
    .option('--paths <count>', 'paths to run where only a run holds the figure', parseCount(1), 1000)
    .option('--seed <number>', 'seed of all draws', parseCount(0), 1)
    .option('--workers <count>', 'threads; one a core unless told, 0 runs in this one', parseCount(0))
    .action(async (book: string, path: string, options: ExplainOptions) =>
      end(await (await import('./explain.ts')).runExplain(book, path, options)),
    );
}

function addToolCommands(program: Command, end: (code: number) => void): void {
  withOutputOptions(
    program
      .command('new')
      .description('write a small commented book into a new or empty folder')
      .argument('<dir>', 'the folder'),
    'interlock new my-book\ninterlock show my-book',
  ).action(async (dir: string, options: OutputOptions) => end((await import('./new.ts')).runNew(dir, options)));
  program
    .command('schema')
    .description('the form of a book, or of an answer, as JSON Schema')
    .argument('<name>', 'book, answer (any of them), or the name of a question')
    .option('--json', 'the same: a schema is JSON')
    .addHelpText(
      'after',
      () => `\nNames:\n  ${schemaNames().join(', ')}\n\nExample:\n  $ interlock schema book > book.schema.json\n`,
    )
    .action(async (name: string) => end((await import('./schema.ts')).runSchema(name)));
  program
    .command('completion')
    .description('a script that completes commands, options and books')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText('after', '\nExample:\n  $ source <(interlock completion bash)\n')
    .action(async (shell: string) => end((await import('./completion.ts')).runCompletion(program, shell)));
}
