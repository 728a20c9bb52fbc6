import { basename } from 'node:path';
import { type Book, type Diagnostic, hasErrors, readBook } from '../index.ts';
import { findTexts, readFile } from './bookTexts.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import type { BookOptions } from './sharedOptions.ts';

const DEFAULT_MAX_BYTES = 8 * 1024 * 1024;

/** A book that was read, with what is doubtful about it, and how to name its files. */
export interface OpenedBook {
  readonly book: Book;
  readonly diagnostics: readonly Diagnostic[];
  readonly nameOf: (file: string) => string;
}

/** Reads the book that was asked for, with its overlays and changes; fails with every fault at once. */
export function openBook(asked: string, options: BookOptions & { readonly frozen?: boolean }): OpenedBook {
  const maxBytes = options.maxSize ?? DEFAULT_MAX_BYTES;
  const { texts, nameOf } = findTexts(asked, maxBytes);
  const paths = new Map(options.with.map((path) => [basename(path), path]));
  const overlays = options.with.map((path) => ({ name: basename(path), text: readFile(path, maxBytes) }));
  const named = (file: string): string =>
    texts.some((t) => t.name === file) ? nameOf(file) : (paths.get(file) ?? file);
  const { book, diagnostics } = readBook(texts, {
    overlays,
    sets: options.set,
    isFrozen: options.frozen === true,
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.maxSize === undefined ? {} : { maxBytes: options.maxSize }),
  });
  if (book === null || hasErrors(diagnostics)) {
    const errors = diagnostics.filter((d) => d.severity === 'error').length;
    const count = errors === 1 ? 'one fault' : `${errors} faults`;
    throw new CommandFailure(EXIT.diagnostics, 'book.invalid', `the book has ${count}`, diagnostics, named);
  }
  return { book, diagnostics, nameOf: named };
}
