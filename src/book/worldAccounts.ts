/** Accounts of the outside world: whoever pays, lends, supplies or holds shares without being a party of the book. */
export const WORLD_ACCOUNTS = [
  'world',
  'world-suppliers',
  'world-tax',
  'world-shareholders',
  'world-bank',
  'world-private-credit',
  'world-insurer',
  'world-bond-fund',
  'world-other',
  'rest-of-market',
] as const;

const ACCOUNTS: ReadonlySet<string> = new Set(WORLD_ACCOUNTS);

/** Whether a name is an account of the outside world. */
export function isWorldAccount(name: string): boolean {
  return ACCOUNTS.has(name);
}
