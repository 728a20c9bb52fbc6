import { z } from 'zod';
import { evidenceShape } from '../base/evidence.ts';
import { quantity } from '../base/quantity.ts';

/** Fields that several term types share, so that each is described once. */

export const partyId = z.string().meta({
  refers: 'party',
  description: 'Id of a party, or of an account of the outside world (world, world-bank …).',
});
/** A party of the book itself; the outside world issues nothing and reaches nothing. */
export const issuerId = z.string().meta({ refers: 'issuer', description: 'Id of a party of the book.' });
/** Values by party: the keys are ids of parties, or accounts of the outside world. */
export const byParty = <T extends z.ZodType>(value: T) => z.record(z.string(), value).meta({ keys: 'party' });
export const termReference = z
  .string()
  .meta({ refers: 'term', description: 'A term of this or another deal, written deal.term.' });
export const milestoneId = z.string().meta({ refers: 'milestone', description: 'Id of a milestone.' });

export const dateText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$|^\d{4}-Q[1-4]$/, 'expected a date such as 2027-01-31 or a quarter such as 2027-Q1')
  .meta({ refers: 'date', description: 'A day (2027-01-31) or a quarter (2027-Q1).' });

export const money = (meaning: string, standing?: number | string) =>
  quantity({ unit: 'currency', meaning, min: 0, ...(standing === undefined ? {} : { default: standing }) });
export const fraction = (meaning: string, standing?: number | string) =>
  quantity({ unit: 'fraction', meaning, min: 0, max: 1, ...(standing === undefined ? {} : { default: standing }) });
export const rate = (meaning: string, standing?: number | string) =>
  quantity({
    unit: 'fraction a year',
    meaning,
    min: -1,
    max: 5,
    ...(standing === undefined ? {} : { default: standing }),
  });
export const years = (meaning: string, standing?: number | string) =>
  quantity({ unit: 'years', meaning, min: 0, max: 100, ...(standing === undefined ? {} : { default: standing }) });
export const capacityAmount = (meaning: string, standing?: number | string) =>
  quantity({ unit: 'capacity', meaning, min: 0, ...(standing === undefined ? {} : { default: standing }) });
export const unitPrice = (meaning: string, standing?: number | string) =>
  quantity({
    unit: 'currency per capacity-year',
    meaning,
    min: 0,
    ...(standing === undefined ? {} : { default: standing }),
  });
export const shareCount = (meaning: string) => quantity({ unit: 'shares', meaning, min: 0 });
export const sharePrice = (meaning: string, standing?: number | string) =>
  quantity({ unit: 'currency per share', meaning, min: 0, ...(standing === undefined ? {} : { default: standing }) });
export const quarters = (meaning: string, standing?: number | string) =>
  quantity({ unit: 'quarters', meaning, min: 0, max: 200, ...(standing === undefined ? {} : { default: standing }) });

/** What every term may carry: evidence, and how much of it was firm when signed. */
export const termShape = {
  ...evidenceShape,
  firm: quantity({
    unit: 'fraction or currency',
    meaning:
      'Part of the term that was binding when signed: a share of its headline (27%) or an amount; as the deal says where left out',
    min: 0,
  }).optional(),
} as const;

/** What a unit of capacity costs to build, who sells the chips for it and how long it lasts. */
export const buildSchema = z.strictObject({
  ...evidenceShape,
  chips: quantity({
    unit: 'currency per capacity',
    meaning: 'Cost of the chips and systems in one unit of capacity',
    min: 0,
  }).optional(),
  shell: quantity({
    unit: 'currency per capacity',
    meaning: 'Cost of buildings, power and cooling of one unit of capacity',
    min: 0,
  }).optional(),
  vendors: byParty(
    fraction('Share of the chip spending that goes to this vendor; the rest goes to the world'),
  ).optional(),
  chip_life: years('Years after which the chips are worn out').optional(),
  shell_life: years('Years after which the buildings are worn out').optional(),
});
