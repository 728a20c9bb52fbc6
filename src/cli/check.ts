import { answerOf, answerText, bookChecks, checkLines, hasErrors, holdingFaults, show } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { openBook } from './openBook.ts';
import { printDiagnostics } from './printDiagnostics.ts';
import type { BookOptions } from './sharedOptions.ts';
import { pageOf, tell, withoutControls } from './terminal.ts';

/** Options of `check`. */
export interface CheckOptions extends BookOptions {
  readonly frozen?: boolean;
}

/** `interlock check BOOK`: every fault and doubt at its place, also of the reader's own holdings, then the checks that the book carries of its own. */
export function runCheck(asked: string, options: CheckOptions): number {
  const { book, diagnostics: ofBook, nameOf } = openBook(asked, options);
  const faults = holdingFaults(book);
  if (hasErrors(faults)) {
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
    throw new CommandFailure(
      EXIT.diagnostics,
      'book.invalid',
      `what is yours (\`mine:\`) has ${count}`,
      faults,
      nameOf,
    );
  }
  const diagnostics = [...ofBook, ...faults];
  const finding = bookChecks(book, show(book).result);
  const code = finding.result.failed > 0 ? EXIT.checksFailed : EXIT.done;
  if (options.json === true) {
    tell(answerText(answerOf(book, finding, diagnostics)));
    return code;
  }
  if (options.quiet !== true) printDiagnostics(diagnostics, options, nameOf);
  const page = pageOf(options, process.stdout);
  const checks = checkLines(finding.result, book.content.book.currency, page);
  const doubts = diagnostics.length === 1 ? 'one warning' : `${diagnostics.length} warnings`;
  const verdict = `${page.ink.green('✓')} ${withoutControls(book.content.book.title)} can be read, with ${diagnostics.length === 0 ? 'no warning' : doubts}`;
  tell(`${[verdict, ...(checks.length === 0 ? [] : ['', ...checks])].join('\n')}\n`);
  return code;
}
