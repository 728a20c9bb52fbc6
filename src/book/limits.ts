/** What a book may ask of the machine that reads it; checked before or while its text is parsed. */
export const LIMITS = {
  /** Bytes of one file. */
  fileBytes: 2 * 1024 * 1024,
  /** Bytes of all files together. */
  bookBytes: 8 * 1024 * 1024,
  /** Mappings and lists inside one another. */
  depth: 64,
  /** Times that an alias (`*name`) may be expanded in one file, aliases inside aliases included. */
  aliasExpansions: 100,
  /** Values in one file after its aliases are expanded. */
  values: 400_000,
  /** Terms of all deals together. */
  terms: 10_000,
  /** Faults that are looked for before a text is given up. */
  collected: 1000,
  /** Names that are compared for suggestions before no more are made. */
  comparisons: 300_000,
  /** Faults that are listed before the rest is only counted. */
  diagnostics: 100,
} as const;

/** Bytes that a text takes in UTF-8. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
    bytes += unit < 0x800 || isSurrogate ? 1 : 2;
  }
  return bytes;
}
