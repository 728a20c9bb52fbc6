import type { Book } from '../../book/book.ts';

/** A path of the book in words: `deals.openai-oracle-cloud.terms.compute.price` is `OpenAI–Oracle cloud contract: compute, price`. */
export function inputPathWords(book: Book, path: string): string {
  const [section = '', id = '', ...rest] = path.split('.');
  const fields = rest.filter((field) => field !== 'terms').map((field) => field.replaceAll('_', ' '));
  const owner =
    section === 'parties' || section === 'stakes'
      ? book.content.parties[id]?.name
      : section === 'deals'
        ? (book.content.deals?.[id]?.title ?? id)
        : undefined;
  if (owner !== undefined) return [owner, fields.join(', ')].filter((part) => part !== '').join(': ');
  const where = `${section.slice(0, 1).toUpperCase()}${section.slice(1)}`;
  return `${where}: ${[id.replaceAll('_', ' '), ...fields].join(', ')}`;
}
