/** A quarter of a borrower that always stands at its limit. */
export interface DebtQuarter {
  /** What it owes at the end. */
  readonly stands: number;
  /** New debt less repayment and interest: what borrowing brings in the quarter, net of service. */
  readonly net: number;
}

/**
 * One quarter of borrowing all that lenders would hold.
 *
 * Definition: B′ = max(limit, B·(1 − 1/(4·life))); net = B′ − B − B·rate/4.
 * Units: money; rate a year, life in years.
 * Assumes: lenders never call early, so that a limit that falls is followed only as fast as debt is repaid; what is owed at
 * the horizon is not repaid there.
 * Verified by: funding.test.ts.
 */
export function debtAtLimit(owed: number, limit: number, rate: number, life: number): DebtQuarter {
  const stands = Math.max(limit, owed * (1 - 1 / (4 * life)));
  return { stands, net: stands - owed - (owed * rate) / 4 };
}
