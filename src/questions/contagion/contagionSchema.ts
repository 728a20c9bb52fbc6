import { z } from 'zod';
import { VALUATIONS } from '../../mechanisms/contagion/valuation.ts';
import { answerSchemaOf } from '../answer.ts';

export const CONTAGION_MODELS = ['eisenberg-noe', 'rogers-veraart', 'debtrank', 'debtrank-single-hit', 'neva'] as const;
export type ContagionModel = (typeof CONTAGION_MODELS)[number];

export const EQUILIBRIA = ['greatest', 'least', 'both'] as const;
export type Equilibrium = (typeof EQUILIBRIA)[number];

/** What ties a loss to the party that caused it. */
export const MECHANISMS = ['claim', 'backlog', 'stake', 'guarantee', 'commitment', 'residual_value'] as const;
export type Mechanism = (typeof MECHANISMS)[number];

const money = z.number().describe('A sum in the currency of the book or of the tables.');
const share = z.number().min(0).max(1);

const loss = z.strictObject({
  from: z.string().describe('The party whose failure or loss of value causes it.'),
  mechanism: z.enum(MECHANISMS),
  of: z.string().nullable().describe('The deal and term, or the issuer of a stake; null for plain tables.'),
  amount: money,
  round: z.int().nullable().describe('Round in which most of it arose; 1 is direct.'),
});

const party = z.strictObject({
  due: money.describe('What falls due, guarantees called included; to parties and outside.'),
  payment: money.describe('What is paid of it, to parties and outside.'),
  shortfall: money,
  recovery_rate: share.describe('Payment over due; 1 where nothing is due.'),
  net_worth: money.describe('Assets less all that is due.'),
  equity: money.describe('Net worth, never below zero.'),
  equity_loss: money.describe('Equity before the shock less equity now.'),
  distress: share.describe('Share of its equity that it lost; 1 for a party without equity.'),
  defaulted: z.boolean(),
  round: z.int().min(0).nullable().describe('Round of failure: 0 before any contagion; null where it does not fail.'),
  debtrank: z.number().nullable().describe('Additional stress if it alone fails; null where it was not computed.'),
  marked_loss: money
    .nullable()
    .describe('Of a book whose dues are cleared: value lost by DebtRank when the same parties fail; else null.'),
  infected_by: z
    .array(z.string())
    .describe('Parties whose failure or distress reached it before, the most costly first.'),
  direct_loss: money.describe('Lost by parties that failed or were shocked in round 0.'),
  indirect_loss: money.describe('Lost by parties that were reached later.'),
  losses: z.array(loss),
  by_round: z.array(z.strictObject({ round: z.int().min(0), amount: money })),
  least: z
    .strictObject({ payment: money, equity: money, defaulted: z.boolean() })
    .nullable()
    .describe('The same in the least clearing vector; null where it was not asked for or does not exist.'),
});

const systemic = z.strictObject({
  party: z.string(),
  debtrank: z.number(),
  loss: money.describe('Equity that others lose if it alone fails.'),
});

export const contagionResultSchema = z.strictObject({
  model: z.enum(CONTAGION_MODELS),
  valuation: z.enum(VALUATIONS).nullable(),
  equilibrium: z.enum(EQUILIBRIA),
  solutions: z.enum(['one', 'several', 'none']).describe('How many clearing vectors or valuations there are.'),
  failed: z.array(z.string()).describe('Parties that were made to fail.'),
  total: z.strictObject({
    parties: z.int().min(0),
    claims: z.int().min(0),
    defaulted: z.int().min(0),
    defaulted_in_least: z.int().min(0).nullable(),
    due: money,
    payment: money,
    shortfall: money,
    equity_loss: money,
    additional_stress: z.number().nullable().describe('Weighted share of equity lost on top of the shock.'),
    rounds: z.int().min(0),
    spectral_radius: z.number().nullable().describe('Of claims over equity among parties that did not fail.'),
  }),
  parties: z.record(z.string(), party),
  systemic: z.array(systemic).describe('Parties by the stress that their failure adds, the largest first.'),
});

export type ContagionResult = z.output<typeof contagionResultSchema>;
export type PartyContagion = ContagionResult['parties'][string];
export type LossFrom = PartyContagion['losses'][number];

/** The whole answer of `interlock contagion --json`. */
export const contagionAnswerSchema = answerSchemaOf(contagionResultSchema);
