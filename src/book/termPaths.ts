import { childOf, type WrittenMapping } from './written.ts';

/** The terms of all deals of a tree, written `deal.term`. */
export function termPathsOf(tree: WrittenMapping): ReadonlySet<string> {
  const paths = new Set<string>();
  const deals = childOf(tree, 'deals')?.value;
  if (deals?.is !== 'mapping') return paths;
  for (const [deal, { value }] of deals.entries) {
    const terms = childOf(value, 'terms')?.value;
    if (terms?.is === 'mapping') for (const term of terms.entries.keys()) paths.add(`${deal}.${term}`);
  }
  return paths;
}
