/** Names of the accounts of the outside world, as they are printed. */
const OUTSIDE: Readonly<Record<string, string>> = {
  world: 'Outside world',
  'world-suppliers': 'Outside suppliers',
  'world-tax': 'Tax',
  'world-shareholders': 'Outside shareholders',
  'world-bank': 'Banks',
  'world-private-credit': 'Private credit',
  'world-insurer': 'Insurers',
  'world-bond-fund': 'Bond funds',
  'world-other': 'Other lenders',
};

/** Name of a party or of an account of the outside world. */
export function partyName(parties: Readonly<Record<string, { readonly name: string }>>, id: string): string {
  return parties[id]?.name ?? OUTSIDE[id] ?? id;
}
