import { type ObligationInput, type ObligationNetwork, obligationNetwork } from './obligationNetwork.ts';

/** A liability matrix by rows: liabilities[i][j] is what party i owes party j. */
export type LiabilityMatrix = readonly (readonly number[])[];

/**
 * The network of Eisenberg and Noe (2001): one class, outside assets, optionally debts owed outside pari passu.
 *
 * Assumes: square matrix with a zero diagonal, no negative entries.
 * Source: Eisenberg and Noe (2001), Systemic risk in financial systems, section 2.
 */
export function eisenbergNoe(
  liabilities: LiabilityMatrix,
  outsideAssets: readonly number[],
  outsideDebt: readonly number[] = [],
): ObligationNetwork {
  return classedNetwork([liabilities], outsideAssets, [outsideDebt]);
}

/** The network with one liability matrix and one row of outside debts per seniority class, class 1 first. */
export function classedNetwork(
  liabilitiesByClass: readonly LiabilityMatrix[],
  outsideAssets: readonly number[],
  outsideDebtByClass: readonly (readonly number[])[] = [],
): ObligationNetwork {
  return obligationNetwork({
    outsideAssets,
    obligations: matrixColumns(liabilitiesByClass),
    outsideObligations: outsideColumns(outsideDebtByClass),
  });
}

/** The columns of the non-zero entries of one liability matrix per class. */
export function matrixColumns(liabilitiesByClass: readonly LiabilityMatrix[]): ObligationInput {
  const debtor: number[] = [];
  const creditor: number[] = [];
  const amount: number[] = [];
  const seniority: number[] = [];
  liabilitiesByClass.forEach((matrix, index) => {
    matrix.forEach((row, i) => {
      row.forEach((owed, j) => {
        if (owed === 0) return;
        debtor.push(i);
        creditor.push(j);
        amount.push(owed);
        seniority.push(index + 1);
      });
    });
  });
  return { debtor, creditor, amount, seniority };
}

function outsideColumns(outsideDebtByClass: readonly (readonly number[])[]): {
  debtor: number[];
  amount: number[];
  seniority: number[];
} {
  const rows = outsideDebtByClass.flatMap((debts, index) =>
    debts.map((owed, party) => ({ party, owed, seniority: index + 1 })).filter((row) => row.owed > 0),
  );
  return {
    debtor: rows.map((row) => row.party),
    amount: rows.map((row) => row.owed),
    seniority: rows.map((row) => row.seniority),
  };
}
