import type { Diagnostic } from '../base/diagnostic.ts';
import { compareDates, isValidDate, parseQuarter, quarterEndDate } from '../base/quarter.ts';
import { layOver } from './layOver.ts';
import { type OtherState, wholeTree } from './otherStates.ts';
import { readPath } from './setPath.ts';
import { strikeReferences } from './strikeDeal.ts';
import { strikeScenarios } from './strikeScenarios.ts';
import { termPathsOf } from './termPaths.ts';
import {
  textUnder,
  under,
  type Written,
  type WrittenEntry,
  type WrittenMapping,
  withEntry,
  withoutEntry,
} from './written.ts';
import { EVIDENCE_KEYS, isHistory, ownEvidence } from './writtenEvidence.ts';

/** A book as it was known on a day, and every other state of what changed, so that faults in those are found too. */
export interface VisibleBook {
  readonly tree: WrittenMapping;
  /** Sections by entries in states that are not those of the tree. */
  readonly otherStates: readonly OtherState[];
  /** What was hidden because it was not yet public: its path, and the first day on which something of it is. */
  readonly hidden: ReadonlyMap<string, string>;
}

/** The last day that a date or quarter can mean; undefined when it is neither. */
export function lastDayOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (isValidDate(text)) return text;
  const quarter = parseQuarter(text);
  return quarter === null ? undefined : quarterEndDate(quarter);
}

/**
 * The book as it was known on a day: later deals and events are gone, amendments known by then are applied in order
 * of their dates, and every statement that was not yet public has vanished.
 */
export function visibleOn(tree: WrittenMapping, asOf: string, faults: Diagnostic[]): VisibleBook {
  const hidden = new Map<string, string>();
  const otherStates: OtherState[] = [];
  let visible = tree;
  for (const [section, sectionEntry] of tree.entries) {
    if (section === 'sources' || section === 'book' || sectionEntry.value.is !== 'mapping') continue;
    const isSingle = section === 'market';
    const before = isSingle ? new Map([[section, sectionEntry]]) : sectionEntry.value.entries;
    const after = new Map<string, WrittenEntry>();
    for (const [id, entry] of before) {
      const path = isSingle ? section : `${section}.${id}`;
      const states =
        section === 'deals' && entry.value.is === 'mapping' ? statesOfDeal(entry.value, asOf, faults) : null;
      const shown = isTooLate(section, entry.value, asOf, path, hidden)
        ? null
        : pruned(states?.visible ?? entry.value, asOf, path, hidden);
      if (shown !== null) after.set(id, shown === entry.value ? entry : { keyAt: entry.keyAt, value: shown });
      for (const state of states?.all ?? [entry.value])
        if (state !== shown) otherStates.push({ section, id, entry: { keyAt: entry.keyAt, value: state } });
    }
    if (isSingle) {
      const only = after.get(section);
      visible = only === undefined ? withoutEntry(visible, section) : withEntry(visible, section, only);
    } else {
      visible = withEntry(visible, section, {
        keyAt: sectionEntry.keyAt,
        value: { ...sectionEntry.value, entries: after },
      });
    }
  }
  if (otherStates.length === 0) return { tree: visible, otherStates, hidden };
  const shownTerms = termPathsOf(visible);
  const whole = wholeTree(otherStates, visible);
  const allTerms = termPathsOf(whole);
  const isGone = (name: string): boolean =>
    hidden.has(`deals.${name}`) || (allTerms.has(name) && !shownTerms.has(name));
  const isPathGone = (path: string): boolean =>
    'reason' in readPath(visible, path) && !('reason' in readPath(whole, path));
  const struck = strikeScenarios(strikeReferences(visible, isGone), isPathGone, isGone);
  return { tree: struck, otherStates: [...otherStates, ...statesBefore(visible, struck, otherStates)], hidden };
}

/** Entries as they were before what leaned on hidden things was struck out of them. */
function statesBefore(before: WrittenMapping, after: WrittenMapping, others: readonly OtherState[]): OtherState[] {
  const states: OtherState[] = [];
  for (const section of ['deals', 'milestones', 'scenarios']) {
    const [was, is] = [under(before, section), under(after, section)];
    if (was?.is !== 'mapping' || is?.is !== 'mapping') continue;
    const hasOther = new Set(others.flatMap((state) => (state.section === section ? [state.id] : [])));
    for (const [id, entry] of was.entries)
      if (is.entries.get(id)?.value !== entry.value && !hasOther.has(id)) states.push({ section, id, entry });
  }
  return states;
}

/** Deals, settlements and events of a later day were not there yet. */
function isTooLate(section: string, value: Written, asOf: string, path: string, hidden: Map<string, string>): boolean {
  if (section !== 'deals' && section !== 'events' && section !== 'settlements') return false;
  const date = lastDayOf(textUnder(value, 'date'));
  if (date === undefined || date <= asOf) return false;
  if (section === 'events' && textUnder(value, 'known') !== undefined) return false;
  hide(hidden, path, date);
  return true;
}

interface DealStates {
  readonly visible: WrittenMapping;
  readonly all: readonly WrittenMapping[];
}

interface Amendment {
  readonly id: string;
  readonly date: string;
  readonly known: string;
  readonly value: WrittenMapping;
}

function amendmentsOf(deal: WrittenMapping): Amendment[] {
  const written = under(deal, 'amendments');
  if (written?.is !== 'mapping') return [];
  const found: Amendment[] = [];
  for (const [id, { value }] of written.entries) {
    const date = lastDayOf(textUnder(value, 'date'));
    if (value.is === 'mapping' && date !== undefined)
      found.push({ id, date, known: lastDayOf(textUnder(value, 'known')) ?? date, value });
  }
  return found.sort((a, b) => compareDates(a.date, b.date) || compareDates(a.id, b.id));
}

/** Values in all states of a deal together, beyond which only its first and last state are read. */
const MOST_STATE_VALUES = 20_000;

/** The deal after the amendments known on a day, and after each of all its amendments in turn. */
function statesOfDeal(deal: WrittenMapping, asOf: string, faults: Diagnostic[]): DealStates {
  const amendments = amendmentsOf(deal);
  if (amendments.length === 0) return { visible: deal, all: [deal] };
  const all = [deal];
  for (const amendment of amendments) all.push(amended(all[all.length - 1]!, amendment, faults));
  const known = amendments.filter((amendment) => amendment.known <= asOf);
  const isPrefix = known.every((amendment, i) => amendment === amendments[i]);
  const applied = isPrefix
    ? all[known.length]!
    : known.reduce((state, amendment) => amended(state, amendment, []), deal);
  const visible =
    known.length === amendments.length ? applied : withoutAmendments(applied, new Set(known.map(({ id }) => id)));
  const terms = under(deal, 'terms');
  const size = 1 + (terms?.is === 'mapping' ? terms.entries.size : 0) + amendments.length;
  if (size * all.length > MOST_STATE_VALUES) return { visible, all: [deal, all[all.length - 1]!] };
  // The state of today is read as the visible one, and what is hidden from it stands in every later one.
  return { visible, all: all.filter((state) => state !== applied || state === all[all.length - 1]) };
}

/** The deal with those of its amendments that were known. */
function withoutAmendments(deal: WrittenMapping, known: ReadonlySet<string>): WrittenMapping {
  const entry = deal.entries.get('amendments');
  if (entry?.value.is !== 'mapping') return deal;
  const entries = new Map([...entry.value.entries].filter(([id]) => known.has(id)));
  return withEntry(deal, 'amendments', { keyAt: entry.keyAt, value: { ...entry.value, entries } });
}

function amended(deal: WrittenMapping, amendment: Amendment, faults: Diagnostic[]): WrittenMapping {
  const status = amendment.value.entries.get('status');
  const change = under(amendment.value, 'change');
  const evidence = { ...ownEvidence(amendment.value), known: amendment.known };
  const restated = status === undefined ? deal : withEntry(deal, 'status', status);
  return change?.is === 'mapping'
    ? layOver(restated, change, `the amendment \`${amendment.id}\``, faults, evidence)
    : restated;
}

/** Notes that something of a path is hidden until a day: the first on which something of it is public. */
function hide(hidden: Map<string, string>, path: string, day: string): void {
  const before = hidden.get(path);
  if (before === undefined || day < before) hidden.set(path, day);
}

function later(day: string, other: string | undefined): string {
  return other !== undefined && other > day ? other : day;
}

/** A value without the statements that were not yet public; null where nothing of it was; itself where all was. */
function pruned(value: Written, asOf: string, path: string, hidden: Map<string, string>): Written | null {
  const known = lastDayOf(textUnder(value, 'known') ?? value.brought?.known);
  if (known !== undefined && known > asOf) {
    hide(hidden, path, known);
    return null;
  }
  if (value.is !== 'mapping') return value;
  const history = isHistory(value);
  let entries: Map<string, WrittenEntry> | null = null;
  for (const [key, entry] of value.entries) {
    const below = history ? path : `${path}.${key}`;
    const isDate = history && !EVIDENCE_KEYS.has(key);
    const isLater = isDate && key > asOf;
    if (isLater) hide(hidden, path, later(key, lastDayOf(textUnder(entry.value, 'known'))));
    const kept = isLater ? null : pruned(entry.value, asOf, below, hidden);
    if (kept === entry.value) continue;
    entries ??= new Map(value.entries);
    if (kept === null) entries.delete(key);
    else entries.set(key, { keyAt: entry.keyAt, value: kept });
  }
  if (entries === null) return value;
  return history && [...entries.keys()].every((key) => EVIDENCE_KEYS.has(key)) ? null : { ...value, entries };
}
