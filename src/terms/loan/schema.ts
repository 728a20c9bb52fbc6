import { z } from 'zod';
import { evidenceShape } from '../../base/evidence.ts';
import { quantity } from '../../base/quantity.ts';
import {
  capacityAmount,
  dateText,
  fraction,
  issuerId,
  milestoneId,
  money,
  partyId,
  quarters,
  rate,
  termReference,
  termShape,
} from '../fields.ts';

/** A lender lends to a borrower: draws, rate, amortisation, maturity, rank, security, recourse, covenants, margin calls. */
export const loanSchema = z
  .strictObject({
    ...termShape,
    type: z.literal('loan'),
    lender: partyId,
    borrower: partyId,
    principal: money('Headline principal of the facility'),
    drawn: money('Drawn on `as_of`; where left out, the draws dated on or before it').optional(),
    draws: z
      .record(
        z.string(),
        z.strictObject({
          ...evidenceShape,
          share: fraction('Part of the principal').optional(),
          amount: money('Amount of the draw').optional(),
          date: dateText.optional(),
          milestone: milestoneId.optional(),
        }),
      )
      .optional()
      .describe('When the principal is drawn; in one sum at the deal’s date where left out.'),
    rate: rate('Interest rate'),
    amortisation: z
      .enum(['bullet', 'linear', 'annuity'])
      .optional()
      .describe('How principal is repaid (default bullet).'),
    interest_only: quarters('Quarters from the deal’s date in which only interest is paid', 0).optional(),
    maturity: dateText,
    seniority: z
      .enum(['senior', 'subordinated', 'super-senior'])
      .optional()
      .describe('Rank among the borrower’s debts (default senior).'),
    secured_on: z
      .strictObject({
        ...evidenceShape,
        capacity: capacityAmount('Capacity of the borrower that is pledged').optional(),
        term: termReference.optional().describe('Capacity or lease term whose asset and payments are pledged.'),
        stake: z
          .strictObject({ issuer: issuerId, shares: shareCountOrFraction() })
          .optional()
          .describe('Shares of an issuer that are pledged.'),
        assets: money('Value of other pledged assets').optional(),
      })
      .optional()
      .describe('What is pledged for the loan.'),
    recourse: z
      .union([z.enum(['full', 'none']), z.strictObject({ to: partyId, up_to: money('Most that the party owes') })])
      .optional()
      .describe('Beyond the collateral: full, none, or to a party up to an amount (default full).'),
    covenants: z
      .record(
        z.string(),
        z.strictObject({
          ...evidenceShape,
          measure: z
            .enum(['debt_to_ebitda', 'interest_cover', 'loan_to_value', 'minimum_cash'])
            .describe(
              'What is measured; debt_to_ebitda and loan_to_value must stay below the threshold, the others above.',
            ),
          threshold: quantity({ unit: 'ratio or currency', meaning: 'Threshold that must not be breached', min: 0 }),
          test: z.enum(['quarterly', 'yearly']).optional().describe('How often it is tested (default quarterly).'),
          cure: quarters('Quarters to cure a breach before the loan falls due', 2).optional(),
        }),
      )
      .optional()
      .describe('What the borrower must keep to, by id.'),
    margin_call_at: fraction('Loan-to-value ratio above which the excess falls due next quarter').optional(),
  })
  .describe(
    'A lender lends to a borrower: draws, rate, amortisation, maturity, rank, security, recourse, covenants, margin calls.',
  );
export type LoanTerm = z.output<typeof loanSchema>;

function shareCountOrFraction() {
  return quantity({
    unit: 'shares or fraction',
    meaning: 'Shares pledged: a number, or a fraction of the borrower’s holding',
    min: 0,
  });
}
