import { answerText, failedAnswer, InvariantError } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { printDiagnostics } from './printDiagnostics.ts';
import { pageOf, remark, tell, withoutControls } from './terminal.ts';

/** Tells a failure, to a program with `--json`, to a person otherwise, and gives the exit code. */
export function reportFailure(error: CommandFailure | Error, argv: readonly string[], isToldAlready: boolean): number {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const failure = error instanceof CommandFailure ? error : bugFailure(error, argv);
  if (words.includes('--json')) {
    const question = words.find((word) => !word.startsWith('-')) ?? null;
    tell(answerText(failedAnswer(question, failure.code, failure.message, failure.diagnostics)));
  }
  if (isToldAlready) return failure.exitCode;
  const options = { color: colourAsked(words) };
  printDiagnostics(failure.diagnostics, options, failure.nameOf);
  const { ink } = pageOf(options, process.stderr);
  remark(`${ink.red('interlock')}: ${withoutControls(failure.message)}\n`);
  return failure.exitCode;
}

function colourAsked(words: readonly string[]): string {
  const joined = words.find((word) => word.startsWith('--color='));
  if (joined !== undefined) return joined.slice('--color='.length);
  const at = words.indexOf('--color');
  return at >= 0 ? (words[at + 1] ?? 'auto') : 'auto';
}

/** The command that tells the path on which an invariant broke, in the world in which it did. */
function replayOf(error: InvariantError, argv: readonly string[]): string {
  const dropped = new Set(['--scenario', '--out', '--xlsx', '--only-path']);
  const words = argv.filter((word, i) => {
    const isValue = dropped.has(argv[i - 1] ?? '');
    return !isValue && word !== '--json' && word !== '--trace' && !dropped.has(word.split('=')[0] ?? '');
  });
  const scenario = error.world === undefined || error.world === '' ? [] : ['--scenario', error.world];
  return ['interlock', ...words, ...scenario, '--only-path', String(error.path), '--trace'].join(' ');
}

/** A bug of this program: what happened, and how to see it again. */
function bugFailure(error: Error, argv: readonly string[]): CommandFailure {
  const lines = [`this is a bug of interlock, not of the book: ${error.message}`];
  if (error instanceof InvariantError && error.path !== undefined) {
    lines.push(error.path < 0 ? 'It happened in the central case.' : `To see it again: ${replayOf(error, argv)}`);
  }
  if (process.env.INTERLOCK_DEBUG !== undefined) lines.push(error.stack ?? '');
  else lines.push('INTERLOCK_DEBUG=1 in front of the command tells where in the program it happened.');
  return new CommandFailure(EXIT.bug, 'bug', lines.join('\n'));
}
