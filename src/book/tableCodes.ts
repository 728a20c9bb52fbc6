/** Every fault that a plain table can have, and what it means in one line. */
export const TABLE_CODES = {
  'table.too-large': { severity: 'error', meaning: 'The table is larger than a table may be.' },
  'table.empty': { severity: 'error', meaning: 'There is no row, not even one that names the columns.' },
  'table.quote': { severity: 'error', meaning: 'A quotation mark is opened and not closed, or stands inside a field.' },
  'table.missing-column': { severity: 'error', meaning: 'A column that the table must have is missing.' },
  'table.duplicate-column': { severity: 'error', meaning: 'Two columns have the same name.' },
  'table.unknown-column': { severity: 'warning', meaning: 'A column that nothing reads.' },
  'table.row-length': { severity: 'error', meaning: 'A row has more or fewer fields than there are columns.' },
  'table.missing-value': { severity: 'error', meaning: 'A field is empty that must say something.' },
  'table.bad-id': { severity: 'error', meaning: 'A name holds a character that cannot be printed.' },
  'table.duplicate-id': { severity: 'error', meaning: 'A name stands twice where each may stand once.' },
  'table.unknown-id': { severity: 'error', meaning: 'A name is used that no row of the other table defines.' },
  'table.not-a-number': { severity: 'error', meaning: 'Something else stands where a number is expected.' },
  'table.out-of-range': { severity: 'error', meaning: 'A number lies where it cannot.' },
  'table.inconsistent': { severity: 'error', meaning: 'Rows that are each well formed do not go together.' },
  'table.more': { severity: 'error', meaning: 'Further faults are counted and not listed.' },
} as const satisfies Record<string, { readonly severity: 'error' | 'warning'; readonly meaning: string }>;

export type TableCode = keyof typeof TABLE_CODES;
