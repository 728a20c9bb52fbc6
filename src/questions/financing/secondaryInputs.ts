import { type Quantity, readQuantity, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { SECONDARY_SPECS } from '../../book/schema/secondary.ts';

export type SecondaryInput = keyof typeof SECONDARY_SPECS;

/** Inputs of the market for a party's old shares: as known on the day of the book, else as they stand by default. */
export function secondaryInputs(book: Book, party: string): Readonly<Record<SecondaryInput, Quantity>> {
  const written = book.content.parties[party]?.private?.secondary;
  const of = (input: SecondaryInput): Quantity => {
    const said = written?.[input];
    if (said !== undefined && statementAt(said, book.asOf) !== null) return said;
    return { ...standing(input), path: pathOf(party, input) };
  };
  return {
    bids: of('bids'),
    elasticity: of('elasticity'),
    reservation_median: of('reservation_median'),
    reservation_sd: of('reservation_sd'),
  };
}

export const pathOf = (party: string, input: SecondaryInput): string => `parties.${party}.private.secondary.${input}`;

function standing(input: SecondaryInput): Quantity {
  const spec = SECONDARY_SPECS[input];
  const read = readQuantity(spec.default, spec, (_, message) => {
    throw new Error(`the standing default of ${input}: ${message}`);
  });
  if (read === null) throw new Error(`there is no standing default of ${input}`);
  return read;
}
