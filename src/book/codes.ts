/** Every fault that a book can have: how grave it is and what it means in one line. One folder of books/errors each. */
export const CODES = {
  // The text
  'book.limit-file': { severity: 'error', meaning: 'A file is larger than a file of a book may be.' },
  'book.limit-book': { severity: 'error', meaning: 'All files together are larger than the book may be.' },
  'book.limit-depth': { severity: 'error', meaning: 'Mappings and lists are nested too deeply.' },
  'book.limit-terms': { severity: 'error', meaning: 'The deals hold more terms than a book may have.' },
  'book.alias-bomb': { severity: 'error', meaning: 'Aliases unfold to more than a book may hold.' },
  'book.control-character': { severity: 'error', meaning: 'A character that cannot be printed stands in the text.' },
  'book.syntax': { severity: 'error', meaning: 'The text is not valid YAML.' },
  'book.tab': { severity: 'error', meaning: 'A tab is used for indentation.' },
  'book.indentation': { severity: 'error', meaning: 'The indentation does not fit the lines above.' },
  'book.tag': { severity: 'error', meaning: 'A YAML tag is used, which books do not know.' },
  'book.unknown-alias': { severity: 'error', meaning: 'An alias repeats something that was never named, or itself.' },
  'book.merge-key': { severity: 'error', meaning: 'The merge key << is used, which books do not know.' },
  'book.key-not-text': { severity: 'error', meaning: 'A key of a mapping is empty, a list or a mapping.' },
  'book.forbidden-key': { severity: 'error', meaning: 'A key that no book may use.' },
  'book.duplicate-key': { severity: 'error', meaning: 'A key stands twice in one mapping.' },
  'book.duplicate-id': { severity: 'error', meaning: 'Two files of the book define the same thing.' },
  'book.several-documents': { severity: 'error', meaning: 'A file holds more than one YAML document.' },
  'book.empty': { severity: 'error', meaning: 'There is nothing in the book.' },

  // The form
  'book.unknown-section': { severity: 'error', meaning: 'A section that books do not have.' },
  'book.unknown-key': { severity: 'error', meaning: 'A key that its mapping does not have.' },
  'book.missing-key': { severity: 'error', meaning: 'A key that its mapping must have is missing.' },
  'book.bad-id': { severity: 'error', meaning: 'An id is not made of lower-case letters, digits and hyphens.' },
  'book.not-a-mapping': { severity: 'error', meaning: 'Something else stands where keys and values are expected.' },
  'book.not-a-list': { severity: 'error', meaning: 'Something else stands where a list is expected.' },
  'book.not-text': { severity: 'error', meaning: 'Something else stands where text is expected.' },
  'book.not-a-number': { severity: 'error', meaning: 'Something else stands where a number is expected.' },
  'book.not-a-whole-number': { severity: 'error', meaning: 'A fraction stands where a whole number is expected.' },
  'book.not-true-or-false': { severity: 'error', meaning: 'Something else stands where true or false is expected.' },
  'book.bad-spelling': { severity: 'error', meaning: 'A number is spelled in a way that could be misread.' },
  'book.bad-distribution': {
    severity: 'error',
    meaning: 'A distribution lacks a parameter or has one that cannot be.',
  },
  'book.out-of-range': { severity: 'error', meaning: 'A number lies where it cannot.' },
  'book.wrong-length': { severity: 'error', meaning: 'A list has too few or too many entries.' },
  'book.unknown-word': { severity: 'error', meaning: 'A word that is none of those allowed here.' },
  'book.unknown-term-type': { severity: 'error', meaning: 'A term is of no type that exists.' },
  'book.bad-format': { severity: 'error', meaning: 'The book is written in a format that this version does not read.' },
  'book.bad-date': { severity: 'error', meaning: 'A date is misspelled or is no day of the calendar.' },
  'book.bad-year': { severity: 'error', meaning: 'A key that must be a year or a quarter is none.' },

  // Changes and time
  'book.unknown-path': { severity: 'error', meaning: 'A change names a place of the book that does not exist.' },
  'book.unknown-deal': { severity: 'error', meaning: 'A deal is named that the book does not have.' },
  'book.bad-setting': { severity: 'error', meaning: 'A --set is not of the form PATH=VALUE.' },
  'book.nothing-to-strike': { severity: 'error', meaning: 'An overlay or amendment strikes out what is not there.' },
  'book.not-yet-known': {
    severity: 'error',
    meaning: 'A figure that the book needs was not yet public on the day asked about.',
  },
  'book.and-more': { severity: 'error', meaning: 'More faults than are listed.' },
} as const satisfies Record<string, { severity: 'error' | 'warning'; meaning: string }>;

export type BookCode = keyof typeof CODES;
