import type { Diagnostic } from '../index.ts';

/** A command that cannot go on: the exit code, a name for programs, a sentence for people, and the faults of the book. */
export class CommandFailure extends Error {
  readonly exitCode: number;
  readonly code: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Turns the name of a file in the book into one that can be opened from here. */
  readonly nameOf: (file: string) => string;

  constructor(
    exitCode: number,
    code: string,
    message: string,
    diagnostics: readonly Diagnostic[] = [],
    nameOf: (file: string) => string = (file) => file,
  ) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
    this.code = code;
    this.diagnostics = diagnostics;
    this.nameOf = nameOf;
  }
}
