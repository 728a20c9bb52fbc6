import type { ShowResult } from '../../questions/show/show.ts';
import { printMoney } from '../number.ts';
import { partyName } from '../terminal/partyName.ts';
import { LINK_WORDS } from './drawMap.ts';
import { LINK_KINDS, type LinkKind, type MapFigure } from './figureSpec.ts';

type Promise = MapFigure['promises'][number];

/** Links under this share of the largest are left out of the drawing, not of the table. */
const FAINTEST = 0.002;

/**
 * The web as a map: parties, and between them what stands promised, net of what is counted twice.
 *
 * One arrow gathers all promises of one kind from one party to another; its width alone tells their sum.
 */
export function mapOfWeb(show: ShowResult, currency: string): MapFigure {
  const promises = promisesOf(show);
  const links = gathered(show, promises, currency);
  const most = Math.max(0, ...links.map((l) => l.amount));
  const drawn = links.filter((l) => l.amount >= most * FAINTEST);
  const ids = [...new Set(drawn.flatMap((l) => [l.from, l.to]))];
  const size = (id: string): number =>
    drawn.reduce((all, l) => (l.from === id || l.to === id ? all + l.amount : all), 0);
  const nodes = ids
    .map((id) => ({
      id,
      label: partyName(show.parties, id),
      size: size(id),
      group: show.parties[id]?.kind ?? 'outside the book',
      isOutside: show.parties[id] === undefined,
    }))
    .sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
  const largest = promises[0];
  const words =
    largest === undefined
      ? 'No money is promised.'
      : `${nodes.length} parties and ${drawn.length} arrows. The largest single promise is by ${partyName(show.parties, largest.from)} to ${partyName(show.parties, largest.to)}: ${printMoney(largest.amount, currency)}.`;
  return {
    kind: 'map',
    id: 'map',
    title: 'Who has promised money to whom',
    subtitle:
      'Standing deals, net of what another deal delivers; an arrow runs from who promises to who is to receive, its width follows the square root of the sum',
    description: words,
    note: 'Talks and ended deals are left out. A disc grows with all that runs to and from it. Hollow discs are accounts of the outside world.',
    unit: { is: 'money', currency },
    nodes,
    links: drawn,
    promises,
  };
}

function promisesOf(show: ShowResult): Promise[] {
  return Object.values(show.deals)
    .filter((deal) => deal.counted)
    .flatMap((deal) =>
      Object.values(deal.terms).flatMap((term): Promise[] =>
        isLinkKind(term.kind) && term.net > 0 && term.by !== term.to
          ? [{ from: term.by, to: term.to, deal: deal.title, kind: term.kind, amount: term.net }]
          : [],
      ),
    )
    .sort((a, b) => b.amount - a.amount);
}

function isLinkKind(kind: string): kind is LinkKind {
  return (LINK_KINDS as readonly string[]).includes(kind);
}

function gathered(show: ShowResult, promises: readonly Promise[], currency: string): MapFigure['links'] {
  const groups = new Map<string, Promise[]>();
  for (const p of promises) {
    const key = `${p.from} ${p.to} ${p.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), p]);
  }
  return [...groups.values()].map((group) => {
    const { from, to, kind } = group[0] as Promise;
    const deals = group.map((p) => `${p.deal}: ${printMoney(p.amount, currency)}`).join('; ');
    return {
      from,
      to,
      kind,
      amount: group.reduce((all, p) => all + p.amount, 0),
      words: `${partyName(show.parties, from)} ${LINK_WORDS[kind]} ${partyName(show.parties, to)}. ${deals}`,
    };
  });
}
