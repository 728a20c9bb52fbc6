import { medianOf } from '../../base/distribution.ts';
import { type Quantity, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { inputPathWords } from '../inputs/inputPathWords.ts';
import { type BriefGround, chanceFigure, dealOf, moneyFigure, nameOf, type Sentence, sentence } from './briefGround.ts';
import type { BriefFigure } from './briefSchema.ts';

/** A move under which a figure counts as the same. */
const ROUNDING = 1e-9;

/**
 * What changed about a party between two days of its book, the weightiest first.
 *
 * Definition: the chance of default then and now; its deals that are new, gone, of another status, or of another size; what
 * the book states of it otherwise, by the size of the move. All of it is what became known between the days.
 */
export function changesSince(before: BriefGround, now: BriefGround): Sentence[] {
  return [...chance(before, now), ...deals(before, now), ...statements(before.book, now.book, now.about)];
}

function chance(before: BriefGround, now: BriefGround): Sentence[] {
  const [a, b] = [before.run.parties[now.about], now.run.parties[now.about]];
  if (a === undefined || b === undefined) return [];
  const at = `run/parties.${now.about}.default_probability`;
  return [
    sentence(
      `${nameOf(now.book, now.about)} failed within five years in {was} of simulated worlds as of ${before.book.asOf} and fails in {now} as of ${now.book.asOf}.`,
      {
        was: chanceFigure(a.default_probability, `${at} as of ${before.book.asOf}`),
        now: chanceFigure(b.default_probability, at),
      },
      { answers: ['run'] },
    ),
  ];
}

function deals(before: BriefGround, now: BriefGround): Sentence[] {
  const { about } = now;
  const ids = [...new Set([...Object.keys(now.show.deals), ...Object.keys(before.show.deals)])].filter(
    (id) => (now.show.deals[id] ?? before.show.deals[id])?.between.includes(about) === true,
  );
  const found = ids.flatMap((id): { size: number; told: Sentence }[] => {
    const [was, is] = [before.show.deals[id], now.show.deals[id]];
    const paths = [`deals.${id}`];
    const at = `show/deals.${id}`;
    if (is === undefined)
      return [
        {
          size: was?.headline ?? 0,
          told: sentence(`${dealOf(before.book, id)} is no longer in the book.`, {}, { answers: ['show'] }),
        },
      ];
    const headline = moneyFigure(is.headline, `${at}.headline`);
    const firm = moneyFigure(is.firm, `${at}.firm`);
    if (was === undefined)
      return [
        {
          size: is.headline,
          told: sentence(
            `New: ${dealOf(now.book, id)} (${is.status}, ${is.date}), {headline} announced, {firm} binding.`,
            { headline, firm },
            { paths },
          ),
        },
      ];
    const hasMoved = differs(was.headline, is.headline) || differs(was.firm, is.firm);
    if (was.status === is.status && !hasMoved) return [];
    const status = was.status === is.status ? '' : ` went from ${was.status} to ${is.status}`;
    const then = {
      headline_then: moneyFigure(was.headline, `${at}.headline as of ${before.book.asOf}`),
      firm_then: moneyFigure(was.firm, `${at}.firm as of ${before.book.asOf}`),
    };
    const moved = hasMoved
      ? `${status === '' ? '' : ' and'} from {headline_then} announced, {firm_then} binding, to {headline}, {firm} binding`
      : '';
    return [
      {
        size: Math.max(was.headline, is.headline),
        told: sentence(`${dealOf(now.book, id)}${status}${moved}.`, hasMoved ? { ...then, headline, firm } : {}, {
          paths,
        }),
      },
    ];
  });
  return found.sort((a, b) => b.size - a.size).map(({ told }) => told);
}

/** What the book states of the party and of nothing to come: medians that moved, the largest move first. */
function statements(before: Book, now: Book, about: string): Sentence[] {
  const [was, is] = [statedOf(before, about), statedOf(now, about)];
  return [...is]
    .flatMap(([path, { value, unit }]) => {
      const earlier = was.get(path)?.value;
      if (earlier === undefined || !differs(earlier, value)) return [];
      const figure = (x: number, from: string): BriefFigure => ({ value: x, unit, standard_error: null, from });
      const told = sentence(
        `${inputPathWords(now, path).replace(/[{}]/g, '')}: from {was} to {now}.`,
        { was: figure(earlier, `book/${path} as of ${before.asOf}`), now: figure(value, `book/${path}`) },
        { paths: [path] },
      );
      return [{ move: Math.abs(value - earlier) / Math.max(Math.abs(value), Math.abs(earlier)), told }];
    })
    .sort((a, b) => b.move - a.move)
    .map(({ told }) => told);
}

type Stated = ReadonlyMap<string, { readonly value: number; readonly unit: 'currency' | 'fraction' }>;

/** Sums and rates of a party's books by path; growth and years to come are no statements of what is. */
function statedOf(book: Book, about: string): Stated {
  const found = new Map<string, { value: number; unit: 'currency' | 'fraction' }>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const quantity = value as Quantity;
    if (quantity.is !== 'quantity') {
      for (const child of Object.values(value)) walk(child);
      return;
    }
    const statement = statementAt(quantity, book.asOf);
    const unit = quantity.unit.startsWith('currency')
      ? 'currency'
      : quantity.unit.startsWith('fraction')
        ? 'fraction'
        : null;
    if (statement === null || unit === null || /\.\d{4}$|\.growth/.test(quantity.path)) return;
    found.set(quantity.path, { value: medianOf(statement.distribution), unit });
  };
  walk(book.content.parties[about]);
  return found;
}

function differs(a: number, b: number): boolean {
  return Math.abs(a - b) > ROUNDING * Math.max(Math.abs(a), Math.abs(b), 1e-12);
}
