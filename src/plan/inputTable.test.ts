import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { yearOfQuarter } from '../base/quarter.ts';
import { readBook } from '../book/readBook.ts';
import { planBook } from './planBook.ts';

test('one year set beside a value for all years holds in that year and in no other', () => {
  const text = readFileSync('books/small/two-party/book.yaml', 'utf8');
  const { book } = readBook([{ name: 'book.yaml', text }], { sets: ['parties.cloud.operations.growth.2027=1%'] });
  if (book === null) throw new Error('the book is faultless');
  const plan = planBook(book);
  const path = 'parties.cloud.operations.growth';
  const columnOf = (name: string): number => plan.inputs.find((input) => input.path === name)?.column ?? -1;
  const growth = plan.parties.find((party) => party.id === 'cloud')?.growth;
  const years = Array.from(growth?.a ?? [], (_, i) => yearOfQuarter(plan.firstQuarter + i));
  expect(years).toContain(2027);
  expect(Array.from(growth?.a ?? [])).toEqual(years.map((year) => columnOf(year === 2027 ? `${path}.2027` : path)));
});
