import { z } from 'zod';
import { evidenceShape } from '../../base/evidence.ts';
import { quantity } from '../../base/quantity.ts';
import { byParty, dateText, fraction, issuerId, money, rate } from '../../terms/fields.ts';

const share = quantity({ unit: 'shares', meaning: 'Shares of the class, or into which it converts', min: 0 });
const strike = quantity({ unit: 'currency', meaning: 'Price paid for a share at exercise', min: 0, default: 0 });

const payoutClass = z.strictObject({
  ...evidenceShape,
  shares: share.optional(),
  invested: money('What was paid for the class; its preference is a multiple of it').optional(),
  preference: quantity({
    unit: 'multiple',
    meaning: 'Liquidation preference as a multiple of what was invested',
    min: 0,
    default: 1,
  }).optional(),
  rank: z
    .int()
    .min(0)
    .optional()
    .describe('Order in which preferences are paid, the lowest first; those of one rank share (default 1).'),
  participating: z
    .boolean()
    .optional()
    .describe('Shares in the rest without giving up its preference (default false).'),
  cap: quantity({
    unit: 'multiple',
    meaning: 'Multiple of what was invested, preference included, at which participation stops',
    min: 0,
  }).optional(),
  converts: z.boolean().optional().describe('Whether it may convert into ordinary shares (default true).'),
  strike: strike.optional(),
  debt: money('For a loan: what is owed').optional(),
});

const payoutTier = z.strictObject({
  ...evidenceShape,
  to: z.string().describe('Who receives in this tier.'),
  share: fraction('Share of the tier'),
  until: money('Proceeds in all at which the tier is full; entries with the same amount are one tier').optional(),
});

/** Who gets what of an exit: classes of claims, or tiers one after the other. */
export const waterfallSchema = z
  .strictObject({
    classes: z
      .record(z.string(), payoutClass)
      .optional()
      .describe('Classes of debt, preferred and common shares, options and warrants, by id.'),
    tiers: z.array(payoutTier).min(1).optional().describe('Tiers in their order.'),
  })
  .refine((w) => (w.classes === undefined) !== (w.tiers === undefined), {
    message: 'give either `classes` or `tiers`',
  });
export type Waterfall = z.output<typeof waterfallSchema>;

const side = z.strictObject({
  ...evidenceShape,
  signed: fraction('Share of the value that it got').optional(),
  before: fraction('Share that it would have without the agreement').optional(),
  outside: money('What it could get elsewhere without an agreement: a floor under its disagreement payoff').optional(),
  cap: money('The most that it may lawfully get').optional(),
  invested: money('Cash that it had put in').optional(),
  committed: money('Cash that it had promised to put in').optional(),
  since: dateText.optional().describe('The day from which its money counts as invested, for the annualised multiple.'),
  liquid: fraction('Part of what it got that it may sell at once').optional(),
  voice: quantity({
    unit: 'weight',
    meaning: 'Influence on the outcome relative to the other sides',
    min: 0,
    default: 1,
  }).optional(),
  cost_of_waiting: rate('What a year’s delay costs it: patience raises its weight', 0.1).optional(),
});

const loss = z.strictObject({
  ...evidenceShape,
  says: z.string().describe('What would happen without an agreement.'),
  probability: fraction('Probability that it happens').optional(),
  part: fraction('Part of the value that is lost if it does').optional(),
  amount: money('Amount that is lost if it does').optional(),
});

const sideTerm = z.strictObject({
  ...evidenceShape,
  says: z.string().describe('What it is.'),
  to: z.string().meta({ refers: 'party', description: 'Who gains.' }),
  from: z.string().meta({ refers: 'party' }).optional().describe('Who gives it up, where that is one of the sides.'),
  amount: money('What it is worth to whoever gains').optional(),
  kept: z.boolean().optional().describe('It existed before and stays: part of no bargain (default false).'),
});

/** A bargain over one value: what each side had, what it could fall back on, what was signed. */
export const settlementSchema = z.strictObject({
  ...evidenceShape,
  says: z.string().describe('What was settled, in one sentence.'),
  issuer: issuerId,
  date: dateText.describe('The day on which it was signed; on earlier days the book does not know it.'),
  value: money('What is split if there is an agreement'),
  sides: byParty(side).describe('The sides by party; `world-shareholders` stands for all other holders.'),
  losses: z
    .record(z.string(), loss)
    .optional()
    .describe('What would be lost without an agreement, by id: delay, litigation, money that is conditional.'),
  side_terms: z.record(z.string(), sideTerm).optional().describe('What was agreed besides the split, by id.'),
  coalitions: z
    .array(
      z.strictObject({
        ...evidenceShape,
        of: z
          .array(z.string().meta({ refers: 'party' }))
          .min(2)
          .describe('The sides of the coalition.'),
        worth: money('What these sides have together without the others'),
      }),
    )
    .optional()
    .describe('Sides that can act without the others, for the Shapley value.'),
  waterfall: z
    .strictObject({
      before: waterfallSchema.optional().describe('As it was.'),
      after: waterfallSchema.optional().describe('As it was signed.'),
    })
    .optional()
    .describe('Who gets what of an exit, before and after; by shares where left out.'),
});
export type Settlement = z.output<typeof settlementSchema>;
