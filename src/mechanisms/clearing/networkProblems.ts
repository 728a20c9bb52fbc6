import type { ObligationNetworkInput } from './obligationNetwork.ts';

/** Something in the columns of a network that clearing cannot work on; `row` counts from 0 in the named table. */
export interface NetworkProblem {
  readonly code:
    | 'party-unknown'
    | 'amount-invalid'
    | 'class-invalid'
    | 'owes-itself'
    | 'share-invalid'
    | 'cover-above-one'
    | 'guarantee-empty'
    | 'holdings-above-one'
    | 'holdings-closed';
  readonly table: 'outside_assets' | 'obligations' | 'outside_obligations' | 'guarantees' | 'holdings';
  readonly row: number;
  readonly message: string;
}

/**
 * Every reason why these columns are no network that can be cleared; empty when they are one.
 *
 * Assumes: nothing. Cost: O(parties + obligations + guarantees × claims of the debtor).
 */
export function networkProblems(input: ObligationNetworkInput): NetworkProblem[] {
  const partyCount = input.outsideAssets.length;
  return [
    ...assetProblems(input.outsideAssets),
    ...obligationProblems(input, partyCount),
    ...guaranteeProblems(input, partyCount),
    ...holdingProblems(input, partyCount),
  ];
}

const isParty = (index: number | undefined, partyCount: number): boolean =>
  index !== undefined && Number.isInteger(index) && index >= 0 && index < partyCount;
const isAmount = (value: number | undefined): boolean => value !== undefined && value >= 0 && value < Infinity;
const isClass = (value: number | undefined): boolean =>
  value !== undefined && Number.isInteger(value) && value >= 1 && value <= 255;
const isShare = (value: number): boolean => value >= 0 && value <= 1;

function assetProblems(outsideAssets: ArrayLike<number>): NetworkProblem[] {
  const problems: NetworkProblem[] = [];
  for (let row = 0; row < outsideAssets.length; row++) {
    if (isAmount(outsideAssets[row])) continue;
    const message = 'outside assets must be a finite amount of at least 0; give debts as obligations';
    problems.push({ code: 'amount-invalid', table: 'outside_assets', row, message });
  }
  return problems;
}

function obligationProblems(input: ObligationNetworkInput, partyCount: number): NetworkProblem[] {
  const problems: NetworkProblem[] = [];
  const { debtor, creditor, amount, seniority } = input.obligations;
  for (let row = 0; row < debtor.length; row++) {
    const add = (code: NetworkProblem['code'], message: string): void => {
      problems.push({ code, table: 'obligations', row, message });
    };
    if (!isParty(debtor[row], partyCount)) add('party-unknown', `no party has number ${debtor[row]}`);
    if (!isParty(creditor[row], partyCount + 1)) add('party-unknown', `no party has number ${creditor[row]}`);
    if (debtor[row] === creditor[row]) add('owes-itself', 'a party cannot owe itself');
    if (!isAmount(amount[row])) add('amount-invalid', 'an obligation must be a finite amount of at least 0');
    if (seniority && !isClass(seniority[row]))
      add('class-invalid', 'a seniority class is a whole number from 1 to 255');
  }
  const outside = input.outsideObligations;
  for (let row = 0; row < (outside?.debtor.length ?? 0); row++) {
    const add = (code: NetworkProblem['code'], message: string): void => {
      problems.push({ code, table: 'outside_obligations', row, message });
    };
    if (!isParty(outside!.debtor[row], partyCount)) add('party-unknown', `no party has number ${outside!.debtor[row]}`);
    if (!isAmount(outside!.amount[row])) add('amount-invalid', 'an obligation must be a finite amount of at least 0');
    if (outside!.seniority && !isClass(outside!.seniority[row])) {
      add('class-invalid', 'a seniority class is a whole number from 1 to 255');
    }
  }
  return problems;
}

const OUTSIDE_KEY = 'outside';

function guaranteeProblems(input: ObligationNetworkInput, partyCount: number): NetworkProblem[] {
  const problems: NetworkProblem[] = [];
  const guarantees = input.guarantees ?? [];
  if (guarantees.length === 0) return problems;
  const claimsOf = claimsByDebtor(input, partyCount);
  const coverOf = new Map<string, number>();
  guarantees.forEach((guarantee, row) => {
    const add = (code: NetworkProblem['code'], message: string): void => {
      problems.push({ code, table: 'guarantees', row, message });
    };
    if (!isParty(guarantee.guarantor, partyCount)) add('party-unknown', `no party has number ${guarantee.guarantor}`);
    if (!isParty(guarantee.debtor, partyCount)) add('party-unknown', `no party has number ${guarantee.debtor}`);
    if (guarantee.guarantor === guarantee.debtor) add('owes-itself', 'a party cannot guarantee its own debt');
    if (!isShare(guarantee.cover)) add('share-invalid', 'cover is a share between 0 and 1');
    if (!isClass(guarantee.seniority ?? 1)) add('class-invalid', 'a seniority class is a whole number from 1 to 255');
    const creditor = guarantee.creditor === partyCount ? OUTSIDE_KEY : guarantee.creditor;
    const covered = (claimsOf.get(guarantee.debtor) ?? []).filter(
      (claim) =>
        claim.creditor !== guarantee.guarantor &&
        (creditor === undefined || claim.creditor === creditor) &&
        (guarantee.obligation === undefined || claim.key === `${guarantee.obligation}`),
    );
    if (covered.length === 0) add('guarantee-empty', 'no obligation fits this guarantee');
    for (const claim of covered) {
      const total = (coverOf.get(claim.key) ?? 0) + guarantee.cover;
      coverOf.set(claim.key, total);
      if (total > 1 + 1e-12) add('cover-above-one', `all guarantees of one claim together cover ${total}, more than 1`);
    }
  });
  return problems;
}

interface KeyedClaim {
  readonly key: string;
  readonly creditor: number | 'outside';
}

function claimsByDebtor(input: ObligationNetworkInput, partyCount: number): Map<number, KeyedClaim[]> {
  const claims = new Map<number, KeyedClaim[]>();
  const add = (debtor: number, claim: KeyedClaim): void => {
    const list = claims.get(debtor);
    if (list) list.push(claim);
    else claims.set(debtor, [claim]);
  };
  const { debtor, creditor } = input.obligations;
  for (let row = 0; row < debtor.length; row++) {
    add(debtor[row]!, { key: `${row}`, creditor: creditor[row] === partyCount ? OUTSIDE_KEY : creditor[row]! });
  }
  const outside = input.outsideObligations;
  for (let row = 0; row < (outside?.debtor.length ?? 0); row++) {
    add(outside!.debtor[row]!, { key: `${OUTSIDE_KEY} ${row}`, creditor: OUTSIDE_KEY });
  }
  return claims;
}

/** Equity must leave the web somewhere: Σ fractions ≤ 1, and no group may own itself wholly (Elsinger 2009). */
function holdingProblems(input: ObligationNetworkInput, partyCount: number): NetworkProblem[] {
  const problems: NetworkProblem[] = [];
  const heldInside = new Float64Array(partyCount);
  const holdings = input.holdings ?? [];
  holdings.forEach((holding, row) => {
    const add = (code: NetworkProblem['code'], message: string): void => {
      problems.push({ code, table: 'holdings', row, message });
    };
    if (!isParty(holding.owner, partyCount)) add('party-unknown', `no party has number ${holding.owner}`);
    if (!isParty(holding.owned, partyCount)) add('party-unknown', `no party has number ${holding.owned}`);
    if (!isShare(holding.fraction)) add('share-invalid', 'a holding is a fraction between 0 and 1');
    if (holding.owner === holding.owned) add('owes-itself', 'a party cannot hold its own shares');
    if (!isParty(holding.owned, partyCount)) return;
    heldInside[holding.owned] = heldInside[holding.owned]! + holding.fraction;
    if (heldInside[holding.owned]! > 1 + 1e-12) add('holdings-above-one', 'more than all shares are held');
  });
  if (problems.length > 0 || holdings.length === 0) return problems;
  const leaks = Array.from(heldInside, (total) => total < 1 - 1e-12);
  for (let changed = true; changed; ) {
    changed = false;
    for (const { owner, owned, fraction } of holdings) {
      if (fraction > 0 && leaks[owner] && !leaks[owned]) {
        leaks[owned] = true;
        changed = true;
      }
    }
  }
  holdings.forEach((holding, row) => {
    if (leaks[holding.owned]) return;
    const message = 'these parties own each other wholly, so their equity has no value of its own';
    problems.push({ code: 'holdings-closed', table: 'holdings', row, message });
  });
  return problems;
}
