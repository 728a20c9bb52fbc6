import type { Quantity } from '../base/quantity.ts';

/** What a payment is for, as `circularity` needs it: goods and services, money given or returned, interest and rent. */
export const PURPOSES = ['purchase', 'finance', 'service'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Seniority classes of what is owed (definitions D3): 1 secured and super-senior, 2 senior, 3 subordinated. */
export type SeniorityClass = 1 | 2 | 3;

/**
 * A run's state as the lane loops see it: one array of columns × width, column c at c·width, and the lanes to work on.
 * The common case works on all lanes; the rare case on one.
 */
export interface Lanes {
  readonly data: Float64Array;
  readonly width: number;
  from: number;
  to: number;
}

/** A term compiled for the engine: plain data that a worker can be sent. Columns by role; -1 stands for "none". */
export interface TermProgram {
  readonly kind: string;
  readonly ref: string;
  readonly deal: string;
  readonly columns: Readonly<Record<string, number>>;
  /** Payment columns, by role. */
  readonly rows: Readonly<Record<string, number>>;
  /** One number a quarter of the run, by role: shapes of deliveries, dues, draws. */
  readonly schedules: Readonly<Record<string, Float64Array>>;
  readonly constants: Readonly<Record<string, number>>;
  /** Account of the debtor and of the creditor of what the term owes; -1 where it owes nothing. */
  readonly debtor: number;
  readonly creditor: number;
  /** What happens to it when its debtor or its creditor fails. */
  readonly seniority: SeniorityClass;
}

/** Where the columns are that several terms and phases share. */
export interface SharedColumns {
  readonly price: number;
  readonly referencePrice: number;
  readonly longRunCost: number;
  readonly sublet: number;
  readonly riskFree: number;
}

/** What the plan supplies when a term is compiled. Every call that makes something gives its column. */
export interface TermBuilder {
  readonly ref: string;
  readonly deal: string;
  readonly quarters: number;
  readonly unitsPerCapacityYear: number;
  readonly shared: SharedColumns;
  /** Share of the headline that is firm, and the column of the realised fraction f of the rest. */
  readonly firmShare: (headline: number) => number;
  /** Share of the deal that no other deal delivers (1 − what `delivered_through` names): what it adds and costs by itself. */
  readonly ownShare: number;
  readonly performance: number;
  readonly expectedPerformance: number;
  /** Quarter index of a date (0 is the first quarter of the run); negative before it. */
  readonly quarterOf: (date: string) => number;
  readonly dealQuarter: number;
  /** Whether a day lay on or before the day of the book: what happened by then is known, not expected. */
  readonly isPast: (date: string) => boolean;
  /** Whether the deal itself is from the quarter in which the run starts, and past. */
  readonly dealIsPast: boolean;
  readonly account: (party: string) => number;
  /** A state column that starts at 0, or at `initial`. */
  readonly state: (role: string, unit: string, initial?: number) => number;
  /** A column holding a quantity of the book; `standing` is used, and marked, where the author wrote none. */
  readonly input: (q: Quantity | undefined, role: string, standing?: number | string) => number;
  /** A column of the product, quotient, … of others, computed once when a path starts. */
  readonly derived: (role: string, unit: string, operation: Derivation) => number;
  /** Central value of a quantity, for what must be a plain number (dates, lengths). */
  readonly central: (q: Quantity | undefined, standing: number) => number;
  readonly row: (role: string, payer: number, payee: number, purpose: Purpose, seniority: SeniorityClass) => number;
  /** Columns of an issuer: market value, shares outstanding; and of a holder's shares in it. */
  readonly value: (issuer: number) => number;
  readonly shares: (issuer: number) => number;
  readonly holding: (issuer: number, holder: number) => number;
  readonly stakeInput: (issuer: number) => number;
  readonly milestone: (id: string) => number;
  readonly cash: (account: number) => number;
  readonly status: (account: number) => number;
  /** Revenue of the quarter, in currency. */
  readonly revenue: (account: number) => number;
  /** Earnings before interest, tax, depreciation and amortisation, annualised. */
  readonly ebitda: (account: number) => number;
  /** Column of what was due to the creditor of a term and stayed unpaid in the quarter before. */
  readonly unpaid: (ref: string) => number;
  /** A fresh uniform draw each quarter. */
  readonly process: (role: string) => number;
  readonly capacityOwned: (account: number) => number;
  readonly capacityFree: (account: number) => number;
  /** Part of what an account owned a quarter ago that is left after ageing, retirement and refreshing. */
  readonly capacityKept: (account: number) => number;
  readonly useFraction: (account: number) => number;
  readonly isLab: (account: number) => boolean;
  /** Column that another term has made known under a role (`delivered`, `paid`, `due`, `outstanding`); -1 if none. */
  readonly published: (ref: string, role: string) => number;
  readonly publish: (role: string, column: number) => void;
  readonly debtorOf: (ref: string) => number;
  readonly creditorOf: (ref: string) => number;
}

/** How a derived column comes from others: sum of products `scale × Π numerators / Π denominators`. */
export interface Derivation {
  readonly scale: number;
  readonly numerators: readonly number[];
  readonly denominators: readonly number[];
}

/** The steps in which the terms of one type take part; a type leaves out what it does not do. */
export interface TermSteps {
  /** Capacity, equipment and milestones: what is delivered this quarter. */
  readonly deliver?: (term: TermProgram, lanes: Lanes, quarter: number) => void;
  /** How much of what was delivered is taken, sub-let or handed back, once the price is known. */
  readonly use?: (term: TermProgram, lanes: Lanes, quarter: number) => void;
  /** Payments that fall due this quarter, written to the term's rows. */
  readonly due?: (term: TermProgram, lanes: Lanes, quarter: number) => void;
  /** State after what was due has been paid, or not. */
  readonly settle?: (term: TermProgram, lanes: Lanes, quarter: number) => void;
  /** Adds what will be paid in `quarter` (later than now) to `out` of the debtor and `into` of the creditor, lane by lane. */
  readonly scheduled?: (
    term: TermProgram,
    lanes: Lanes,
    quarter: number,
    out: Float64Array,
    into: Float64Array,
  ) => void;
  /** Adds what was put off by `quarter` and falls due `ahead` quarters later. */
  readonly instalments?: (
    term: TermProgram,
    lanes: Lanes,
    quarter: number,
    ahead: number,
    out: Float64Array,
    into: Float64Array,
  ) => void;
  /** Adds the contracted revenue not yet delivered, each quarter weighted with `survival` to the power of its distance. */
  readonly backlog?: (
    term: TermProgram,
    lanes: Lanes,
    quarter: number,
    survival: Float64Array,
    into: Float64Array,
  ) => void;
  /** What the creditor is owed beyond this quarter if the debtor fails now, in one lane: acceleration or damages. */
  readonly claim?: (term: TermProgram, lanes: Lanes, lane: number, quarter: number) => number;
  /** What would have fallen due on the original schedule had the debtor not failed: what its guarantor is held to. */
  readonly wouldFallDue?: (term: TermProgram, lanes: Lanes, quarter: number) => void;
  /** Ends the term in one lane, because its debtor or creditor failed or it was cancelled. */
  readonly end?: (term: TermProgram, lanes: Lanes, lane: number) => void;
}
