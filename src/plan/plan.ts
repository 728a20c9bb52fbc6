import type { Distribution } from '../base/distribution.ts';
import type { Grade } from '../base/evidence.ts';
import type { Derivation, Purpose, SeniorityClass, TermProgram } from '../terms/term.ts';
import type { CorrelatedScores } from './correlatedScores.ts';

/** An account of the web: a party of the book, the built-in rest of the market, or a part of the outside world. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** World accounts always pay; their cash is a counter and may be negative. */
  readonly isWorld: boolean;
}

/** A named input of the plan: where it stands in the book, how uncertain it is, and where its value goes. */
export interface PlanInput {
  readonly path: string;
  readonly unit: string;
  readonly column: number;
  readonly distribution: Distribution;
  readonly central: number;
  readonly isUncertain: boolean;
  /** Nobody wrote it: the standing default was filled in (grade D). */
  readonly isDefault: boolean;
  readonly grade: Grade;
  readonly sources: readonly string[];
}

/** One payment of the web: who pays whom, for what, in which class, and the column of its amount this quarter. */
export interface PaymentRow {
  readonly payer: number;
  readonly payee: number;
  readonly purpose: Purpose;
  readonly seniority: SeniorityClass;
  readonly column: number;
  readonly role: string;
  /** `deal` or `deal.term` that the payment belongs to; empty for payments outside the deals. */
  readonly ref: string;
  readonly deal: string;
  /** Column that keeps what stayed unpaid, for guarantors; -1 if nobody asks. */
  readonly unpaid: number;
}

/** A quantity by quarter: value = (1 − t)·a + t·b, with a and b columns. */
export interface YearlyColumns {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly t: Float64Array;
}

export type Columns = Readonly<Record<string, number>>;

/** Debt of a party owed outside the web, split over the classes that hold it. */
export interface DebtClass {
  readonly account: number;
  readonly share: number;
  readonly draw: number;
  readonly service: number;
  /** Service of what was drawn as secured debt, ahead of the senior classes; -1 where new debt is senior. */
  readonly securedService: number;
  readonly estate: number;
}

export interface PartyProgram {
  readonly account: number;
  readonly id: string;
  readonly kind: string;
  readonly isLab: boolean;
  readonly isListed: boolean;
  readonly isPrivate: boolean;
  readonly hasFunding: boolean;
  /** Holding companies borrow against what they hold, not against earnings. */
  readonly borrowsOnValue: boolean;
  readonly mayBeRescued: boolean;
  readonly columns: Columns;
  readonly rows: Columns;
  readonly growth: YearlyColumns | null;
  readonly debt: readonly DebtClass[];
  /** Shares of the debt at the start that fall due in a quarter, and that stand when it begins; null where nobody wrote them. */
  readonly maturities: { readonly due: Float64Array; readonly left: Float64Array } | null;
  readonly processes: Columns;
}

/** A use of a lab's compute: part of one of its needs, or one that waits for cheaper compute. Columns are -1 where it has none. */
export interface UseProgram {
  readonly id: string;
  readonly name: string;
  readonly serves: 'inference' | 'training' | 'latent';
  /** Part of the lab's capacity that is in it today; whether anybody wrote it. */
  readonly today: number;
  readonly hasToday: boolean;
  /** Weight of the use in its need, and of each step in the use; a share of -1 is the whole. */
  readonly share: number;
  readonly steps: readonly { readonly share: number; readonly ratio: number }[];
  /** Of a latent use: what a unit brings in a year, and the most that it takes. */
  readonly entry: number;
  readonly cap: YearlyColumns | null;
}

export interface LabProgram {
  readonly account: number;
  readonly party: number;
  readonly columns: Columns;
  readonly rows: Columns;
  readonly growth: YearlyColumns;
  readonly otherCosts: YearlyColumns;
  readonly training: YearlyColumns;
  readonly revenuePerCapacity: YearlyColumns;
  readonly processes: Columns;
  /** Indices into `terms` of the capacity contracts it buys under. */
  readonly contracts: Int32Array;
  /** Payment columns to each owner for capacity bought on the spot, in the order of `owners`. */
  readonly spotRows: Int32Array;
  /** Announced (headline) capacity by quarter, net of overlap. */
  readonly announced: Float64Array;
  /** What its compute may be put to; nothing of it changes a run. */
  readonly uses: readonly UseProgram[];
}

export interface OwnerProgram {
  readonly account: number;
  readonly party: number;
  readonly isLab: boolean;
  readonly columns: Columns;
  readonly rows: Columns;
  readonly vendors: readonly { readonly row: number; readonly share: number }[];
  /** Columns of orders by delivery quarter, used round-robin. */
  readonly slots: Int32Array;
  readonly contracts: Int32Array;
  /** Indices of equipment contracts that it pays for: those that equip its contracts, and its own. */
  readonly equips: Int32Array;
  readonly ownSupplies: Int32Array;
}

export interface MarketProgram {
  readonly columns: Columns;
  readonly growth: YearlyColumns;
  readonly processes: Columns;
  readonly lead: number;
  readonly priceUnits: number;
  readonly chipLifeQuarters: number;
  readonly shellLifeQuarters: number;
}

export interface IssuerProgram {
  readonly account: number;
  readonly party: number;
  readonly shares: number;
  readonly value: number;
  readonly holders: readonly { readonly account: number; readonly party: number; readonly column: number }[];
  readonly outside: number;
}

export interface MilestoneProgram {
  readonly id: string;
  readonly column: number;
  readonly kind: 'date' | 'window' | 'delivered' | 'value' | 'price' | 'revenue' | 'never';
  readonly watch: number;
  readonly per: number;
  readonly threshold: number;
  readonly earliest: number;
  readonly likely: number;
  readonly latest: number;
  readonly never: number;
}

export interface PerformanceProgram {
  readonly deal: string;
  readonly column: number;
  readonly probability: number;
  readonly name: string;
}

export interface ChannelProgram {
  readonly id: string;
  readonly kind: 'news' | 'funding' | 'commitment';
  readonly columns: Columns;
  readonly rows: Columns;
  readonly constants: Columns;
  readonly vendors: readonly CalledVendor[];
}

/** What a commitment channel calls forth from one vendor: money that stands and that waits, and the capacity it becomes. */
export interface CalledVendor {
  readonly account: number;
  readonly share: number;
  readonly row: number;
  /** Chips and systems that the lab then owns, rather than capacity of the vendor that it uses. */
  readonly isEquipment: boolean;
  /** Index into `owners` of the vendor whose capacity serves it, or of the lab that owns the equipment; -1 without a market. */
  readonly owner: number;
  /** Committed and in force but not yet paid, and committed but not yet in force. */
  readonly standing: number;
  readonly pending: number;
  /** Capacity that serves the lab this quarter, or that arrives in it; for equipment, all that has arrived so far. */
  readonly served: number;
  readonly delivered: number;
  /** Capacity that will serve it one lead time ahead, or arrive within it. */
  readonly ahead: number;
}

export interface EstateClaim {
  readonly debtor: number;
  readonly creditor: number;
  readonly term: number;
  readonly seniority: SeniorityClass;
  readonly isSecured: boolean;
  readonly columns: Columns;
  readonly row: number;
  /** Index into `terms` of the term whose asset and payments are pledged for it; -1 if none. */
  readonly pledge: number;
  /** The guarantees that stand behind the claim. */
  readonly guarantees: readonly ClaimGuarantee[];
}

/** A guarantee of a claim: what is called on it now, what its guarantor has paid in all and had when the estate opened, what it recovers. */
export interface ClaimGuarantee {
  readonly term: number;
  readonly call: number;
  readonly paidOut: number;
  readonly paidBefore: number;
  readonly recovery: number;
}

export interface RescueProgram {
  readonly party: number;
  readonly columns: Columns;
  readonly contributors: readonly {
    readonly party: number;
    readonly giveRow: number;
    readonly backRow: number;
    readonly outstanding: number;
  }[];
}

/** A claim on the watched party: what has fallen due, what would be claimed beyond it, in the order of `plan.claims`. */
export interface WatchedClaim {
  readonly claim: number;
  readonly due: number;
  readonly ahead: number;
  /** What the creditor would still have earned on equipment that is not yet delivered, and no longer earns. */
  readonly order: number;
  /** Part that each living guarantor covers now, and the most that it still owes. */
  readonly covers: readonly { readonly term: number; readonly cover: number; readonly limit: number }[];
}

/** Somebody who may lose by the failure of the watched party: a column for each thing that stands on that day. */
export interface WatchedPartner {
  readonly party: number;
  /** Whether it may be asked to pay: firms, but no persons, foundations or vehicles. */
  readonly mayPay: boolean;
  /** Part of the shares of the watched party. */
  readonly share: number;
  readonly value: number;
  /** What it owes outside the web. */
  readonly debt: number;
  readonly liquid: number;
  /** What the watched party owes it over the quarters of the need: it may be put off. */
  readonly deferrable: number;
}

/** A tie between two others by which a loss is passed on: part of the shares, or a loan. */
export interface WatchedTie {
  readonly kind: 'stake' | 'loan';
  readonly from: number;
  readonly to: number;
  readonly column: number;
  /** Where it is read from: the holding, or the principal that stands. */
  readonly source: number;
}

/** Columns that are written once on a path: in the quarter in which the party first cannot pay. */
export interface DistressWatch {
  readonly party: number;
  readonly columns: {
    /** Quarter of the distress counted from 1; 0 on paths without one. */
    readonly quarter: number;
    /** 1 in that quarter alone. */
    readonly now: number;
    readonly need: number;
    readonly needYear: number;
    readonly value: number;
    /** Part of what is due now that its cash does not pay. */
    readonly unpaid: number;
    /** Part of what then stands that the estate pays, by class. */
    readonly recovery: readonly [number, number, number];
    /** What the estate then has beyond all claims. */
    readonly surplus: number;
  };
  readonly partners: readonly WatchedPartner[];
  readonly claims: readonly WatchedClaim[];
  readonly ties: readonly WatchedTie[];
  /** Where the party is carried for certain: outsiders lend what it needs. Null where it fails. */
  readonly rescue: RescueProgram | null;
}

/** A change that a scenario makes from some quarter on: a factor or a value laid over a column. */
export interface Patch {
  readonly quarter: number;
  readonly column: number;
  readonly operation: 'set' | 'multiply' | 'add';
  readonly value: number;
}

/** The book, compiled once: every default filled and marked, every name an index, plain data throughout. */
export interface Plan {
  readonly title: string;
  readonly currency: string;
  readonly asOf: string;
  readonly digest: string;
  readonly overlays: readonly string[];
  readonly firstQuarter: number;
  readonly quarters: number;
  readonly unitsPerCapacityYear: number;
  readonly hasMarket: boolean;
  readonly accounts: readonly Account[];
  /** Column of each account's cash. */
  readonly accountCash: Int32Array;
  readonly columnNames: readonly string[];
  readonly columnUnits: readonly string[];
  readonly initial: Float64Array;
  readonly inputs: readonly PlanInput[];
  /** Paths that share one draw of all inputs and differ in what chance does: 1 unless paths are nested. */
  readonly noisePaths: number;
  /** Places of the correlated inputs in `inputs`; −1 for one that only questions draw. */
  readonly correlations: readonly (CorrelatedScores & { readonly inputs: readonly number[] })[];
  /** Columns set once when a path starts, in this order: copies, products and quotients of others. */
  readonly derived: readonly (Derivation & { readonly column: number })[];
  readonly processes: readonly {
    readonly name: string;
    readonly column: number;
    readonly kind: 'uniform' | 'normal';
  }[];
  readonly performance: readonly PerformanceProgram[];
  readonly rows: readonly PaymentRow[];
  readonly parties: readonly PartyProgram[];
  /** Places in `parties` in the order in which they raise money: investors before those they fund. */
  readonly fundingOrder: Int32Array;
  readonly labs: readonly LabProgram[];
  readonly owners: readonly OwnerProgram[];
  /** Columns of the capacity under way by quarter of delivery, as the book writes it; −1 where it says nothing. */
  readonly pipeline: readonly number[];
  readonly market: MarketProgram;
  readonly issuers: readonly IssuerProgram[];
  readonly terms: readonly TermProgram[];
  readonly milestones: readonly MilestoneProgram[];
  readonly channels: readonly ChannelProgram[];
  readonly claims: readonly EstateClaim[];
  readonly rescues: readonly RescueProgram[];
  /** Parties whose first distress is written down; none unless a question asks. */
  readonly distress: readonly DistressWatch[];
  readonly patches: readonly Patch[];
  readonly dealTitles: Readonly<Record<string, string>>;
}
