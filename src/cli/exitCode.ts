/** What the command tells the shell that called it. */
export const EXIT = {
  done: 0,
  /** The book has faults. */
  diagnostics: 1,
  /** The command line makes no sense. */
  usage: 2,
  /** A check of the book itself failed. */
  checksFailed: 3,
  /** What was to be read is not there. */
  noInput: 66,
  /** An invariant of the program itself was broken. */
  bug: 70,
  /** What was to be written could not be. */
  cannotWrite: 74,
  /** Interrupted from the keyboard. */
  interrupted: 130,
} as const;
