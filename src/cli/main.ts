import { CommanderError } from 'commander';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { packageVersion } from './packageVersion.ts';
import { commandLine } from './program.ts';
import { endQuietlyWhenUnread } from './terminal.ts';

/** Runs the command line and gives the exit code; nothing is thrown, whatever was typed. */
export async function main(argv: readonly string[]): Promise<number> {
  endQuietlyWhenUnread();
  const { program, exitCode } = commandLine(packageVersion());
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode();
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) return EXIT.done;
    const { reportFailure } = await import('./reportFailure.ts');
    return reportFailure(failure, argv, error instanceof CommanderError);
  }
}

/** What went wrong; null where help or the version was asked for. */
function failureOf(error: unknown): CommandFailure | Error | null {
  if (!(error instanceof CommanderError)) return error instanceof Error ? error : new Error(String(error));
  if (error.exitCode === 0) return null;
  const message = error.code === 'commander.help' ? 'name a command' : error.message.replace(/^error: /, '');
  return new CommandFailure(EXIT.usage, 'usage', message);
}
