import { z } from 'zod';
import type { Book } from '../book/book.ts';
import { show } from './show/show.ts';

/**
 * The party that a question is about where nobody names one: of those it can be asked of, who has announced most purchases.
 *
 * Definition: largest headline of commitments, net of overlap and as the book has it; the first of equals; null among none.
 */
export function partyAbout(book: Book, candidates: readonly string[]): string | null {
  const [first] = candidates;
  if (first === undefined || candidates.length === 1) return first ?? null;
  const buyers = show(book).result.commitments.by_buyer;
  const headline = (id: string): number => buyers[id]?.headline ?? 0;
  return candidates.reduce((most, id) => (headline(id) > headline(most) ? id : most), first);
}

type Shape = Readonly<Record<string, z.ZodType>>;
type NullableShape<S extends Shape> = { readonly [K in keyof S]: z.ZodNullable<S[K]> };

const about = z
  .strictObject({ party: z.string(), name: z.string() })
  .nullable()
  .describe('The party asked about, whose figures stand at the top; null where there is none to ask about.');

/** The shape of an answer that tells every party under `parties` and the one asked about at the top too. */
export function shapeAbout<S extends Shape & { readonly name: z.ZodType }>(party: z.ZodObject<S>) {
  const { name: _, ...rest } = party.shape;
  const nullable = Object.fromEntries(
    Object.entries(rest as Shape).map(([key, of]) => [key, of instanceof z.ZodNullable ? of : of.nullable()]),
  ) as unknown as NullableShape<Omit<S, 'name'>>;
  return { about, ...nullable, parties: z.record(z.string(), party) };
}

type About<P> = { readonly about: { readonly party: string; readonly name: string } | null } & {
  readonly [K in keyof Omit<P, 'name'>]: P[K] | null;
} & { readonly parties: Record<string, P> };

/** All parties, and at the top the figures of the one asked about; null each where there is none. */
export function answerAbout<P extends { readonly name: string }>(
  parties: Readonly<Record<string, P>>,
  party: string | null,
  shape: Shape,
): About<P> {
  const of = party === null ? undefined : parties[party];
  const keys = Object.keys(shape).filter((key) => key !== 'name');
  const figures = keys.map((key) => [key, of === undefined ? null : (of as Readonly<Record<string, unknown>>)[key]]);
  return {
    about: of === undefined || party === null ? null : { party, name: of.name },
    ...Object.fromEntries(figures),
    parties: { ...parties },
  } as About<P>;
}

/** Units of a party's figures, under `parties` and at the top. */
export function unitsAbout(units: Readonly<Record<string, string>>): Record<string, string> {
  const of = (where: string): [string, string][] =>
    Object.entries(units).map(([path, unit]) => [`${where}${path}`, unit]);
  return Object.fromEntries([...of(''), ...of('/parties/*')]);
}
