import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';

const fraction = z.number();

const holderSchema = z.strictObject({
  name: z.string(),
  economic: fraction.describe('Share of the value, held directly and through others, loops summed up.'),
  direct: fraction.describe('Share of the value that is held directly.'),
  votes: fraction.describe('Share of the votes of the general meeting.'),
  shapley_shubik: fraction.describe(
    'Share of the orders of voting in which it turns the meeting; unnamed holders dispersed.',
  ),
  banzhaf: fraction.describe('Share of the swings of the named holders; unnamed holders dispersed.'),
  banzhaf_absolute: fraction.describe('Chance to turn the meeting if all others vote at even odds.'),
  as_block: z
    .strictObject({ shapley_shubik: fraction, banzhaf: fraction })
    .describe('The same if all unnamed holders vote as one.'),
  board_share: fraction
    .nullable()
    .describe('Share of the seats that it appoints; null where no seat has an appointer.'),
  control: fraction.describe(
    'Shapley–Shubik index in the body that decides: the board by appointer, else the meeting.',
  ),
  ultimate_control: fraction
    .nullable()
    .describe('The same, companies replaced by those who decide them; null where these are too many.'),
  veto: z.array(z.string()).describe('Decisions that it may block.'),
});
export type HolderPower = z.output<typeof holderSchema>;

const issuerSchema = z.strictObject({
  name: z.string(),
  decided_by: z.enum(['board', 'votes', 'itself']),
  holders: z.record(z.string(), holderSchema),
});
export type IssuerPower = z.output<typeof issuerSchema>;

const issuers = z
  .record(z.string(), issuerSchema)
  .describe('By issuer and holder; world-shareholders are all whom nobody names, the issuer itself its own directors.');

const shares = z.strictObject({
  name: z.string(),
  share: fraction.describe('Part of the value of all deals.'),
  without_letters: fraction.nullable().describe('The same over binding deals only; null where none is left.'),
});

const dealSchema = z.strictObject({
  deal: z.string(),
  title: z.string().nullable(),
  is_letter: z.boolean().describe('In talks, intended or announced, and not signed.'),
  value: z.number().describe('Joint gain of its principals over a world without the deal.'),
  standard_error: z.number(),
  needs: z.array(z.array(z.string())).describe('Each need with its substitutes.'),
  influence: z.record(z.string(), fraction),
});

export const controlResultSchema = z.strictObject({
  issuers,
  value: z.number().describe('Sum of the joint gains of the deals that count.'),
  value_without_letters: z.number(),
  influence: z
    .record(z.string(), shares.extend({ irreplaceable: fraction.describe('Share if no person could be replaced.') }))
    .describe('Shapley value of the deals game as a share; sums to 1.'),
  economic: z.record(z.string(), shares).describe('Share of the gains that reaches each ultimate owner; sums to 1.'),
  wedge: z
    .record(z.string(), shares)
    .describe('Influence less economic share; a company stands for its own directors and unnamed holders.'),
  parties: z.record(
    z.string(),
    z.strictObject({
      persons: z.record(
        z.string(),
        z.strictObject({
          influence: fraction,
          replaceable: fraction,
          largest_owner: z.string(),
          largest_owner_influence: fraction,
          influence_less_largest_owner: fraction,
          break_even_replaceable: fraction
            .nullable()
            .describe('Chance of being replaceable at which both are equal; null where one leads at any.'),
          probability_above: fraction.describe('Chance that the person leads, over the range of its replaceability.'),
          own_deals: z
            .strictObject({ influence: fraction, largest_owner_influence: fraction })
            .nullable()
            .describe('The same over the deals that the company itself has signed.'),
        }),
      ),
    }),
  ),
  dropped: z
    .array(z.strictObject({ person: z.string(), deal: z.string(), share: fraction, change: fraction }))
    .describe('A person’s influence if its consent were not needed in this one deal.'),
  deals: z.array(dealSchema),
  left_out: z.array(
    z.strictObject({
      deal: z.string(),
      value: z.number().nullable(),
      standard_error: z.number().nullable(),
      because: z.enum(['gain_not_positive', 'nothing_left', 'needs_nobody', 'ended', 'too_many_deciders']),
    }),
  ),
});
export type ControlResult = z.output<typeof controlResultSchema>;

const playerSchema = z.strictObject({
  name: z.string(),
  weights: z.array(z.number()).describe('Weight under each rule.'),
  shapley_shubik: fraction,
  shapley_shubik_exact: z.string(),
  banzhaf: fraction.describe('Share of all swings; sums to 1.'),
  banzhaf_exact: z.string(),
  banzhaf_absolute: fraction,
  banzhaf_absolute_exact: z.string(),
  swings: z.union([z.int(), z.string()]).describe('Text of digits where it exceeds 2⁵³.'),
  veto: z.boolean(),
});

export const gameResultSchema = z.strictObject({
  quotas: z.array(z.number()).describe('Quota of each rule.'),
  players: z.array(playerSchema),
});
export type GameResult = z.output<typeof gameResultSchema>;

export const stakesResultSchema = z.strictObject({ issuers });
export type StakesResult = z.output<typeof stakesResultSchema>;

/** The whole answer of `interlock control --json`: about a book, a voting game, or a table of stakes. */
export const controlAnswerSchema = answerSchemaOf(z.union([controlResultSchema, gameResultSchema, stakesResultSchema]));
