// The reference of all faults of a book as a page, made from their table and from the catalogue in books/errors.

/**
 * @param {Record<string, { severity: string, meaning: string }>} codes
 * @param {(code: string) => string} expected what the terminal prints for the example of a code
 * @returns {string} the page
 */
export function errorReference(codes, expected) {
  const page = [
    '# Faults of a book',
    '',
    '<!-- Written by scripts/write-reference.mjs from src/book/codes.ts and books/errors; do not edit. -->',
    '',
    'What `interlock check BOOK` may say about a book. An error keeps the book from being used; a warning does not. Each fault has an example in `books/errors`, which is tested; what is printed for it stands here.',
    '',
  ];
  for (const code of Object.keys(codes).sort()) {
    const { severity, meaning } = /** @type {{ severity: string, meaning: string }} */ (codes[code]);
    page.push(`## ${code}`, '', `${meaning} (${severity})`, '', '```text', firstOf(expected(code)), '```', '');
  }
  return `${page.join('\n').trimEnd()}\n`;
}

/**
 * The first fault of a printed list; the others of an example are of the same kind.
 * @param {string} printed
 */
function firstOf(printed) {
  return (printed.split('\n\n')[0] ?? '').trimEnd();
}
