import type { Answer } from '../../questions/answer.ts';
import type { CircularityResult, PartyCircularity } from '../../questions/circularity/circularitySchema.ts';
import { NO_FIGURE, printMoney, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { partyName } from './partyName.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';

type Names = Readonly<Record<string, { readonly name: string }>>;

const SENTENCES = 3;
const ROWS = 6;
const ROUTES = 4;
const CIRCLES = 3;
/** Part of the largest finance under which a party is left to --json. */
const LEAST = 1e-3;

/** What `interlock circularity` prints: the answer in sentences, the table, the routes, the circles, and who hangs on whom. */
export function circularityScreen(answer: Answer<CircularityResult>, names: Names, page: Page): string {
  const result = answer.result as CircularityResult;
  const currency = answer.currency ?? '';
  const all = Object.entries(result.parties).sort(([, a], [, b]) => b.financed_out - a.financed_out);
  const largest = all[0]?.[1].financed_out ?? 0;
  const told = all.filter(([, p], i) => i === 0 || p.financed_out >= LEAST * largest);
  const span = result.from === null ? '' : `, ${result.from} to ${result.to}`;
  const dated = answer.as_of === null ? '' : `as of ${answer.as_of}`;
  const parts = [
    [
      `${page.ink.bold(cut(answer.book?.title ?? 'Payments as given', page.width - 20))}${dated === '' ? '' : `  ${page.ink.dim(dated)}`}`,
      page.ink.dim(`How much of what a party sells within the web is its own money coming back${span}.`),
    ],
    told
      .filter(([, p]) => p.high.amount > 0 || told.length === 1)
      .slice(0, SENTENCES)
      .flatMap(([, p]) => wrap(p.sentence, page.width)),
    partyLines(told.slice(0, ROWS), currency, all.length - Math.min(ROWS, told.length), page),
    routeLines(result, names, currency, page),
    webLines(result, names, currency, page),
    auditLines(answer, told, page),
    warningLines(page, answer.warnings, 3),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Payments out of plain tables bear no currency. */
function printSum(amount: number, currency: string): string {
  return printMoney(amount, currency).trim();
}

function partyLines(
  parties: readonly (readonly [string, PartyCircularity])[],
  currency: string,
  more: number,
  page: Page,
): string[] {
  if (parties.length === 0) return ['No party of this web gives finance to another.'];
  const money = (amount: number): string => printSum(amount, currency);
  const isSimulated = parties.some(([, p]) => p.simulated !== null);
  const isAnnounced = parties.some(([, p]) => p.announced !== null);
  const rows = parties.map(([, p]): Cell[] => [
    p.name,
    money(p.financed_out),
    money(p.low.amount),
    money(p.pro_rata.amount),
    money(p.high.amount),
    printPercent(p.pro_rata.share),
    ...(isSimulated ? [pathsCell(p, currency), causalCell(p)] : [printPercent(p.pro_rata.share_of_revenue)]),
    ...(isAnnounced ? [p.announced === null ? NO_FIGURE : money(p.announced.pro_rata.amount)] : []),
  ]);
  const columns = [
    { title: 'Party', gives: true },
    ...['puts in', 'at least', 'mixed', 'at most', 'of sales'].map((title) => ({ title, align: 'right' as const })),
    ...(isSimulated ? ['on 5–95 %', 'caused'] : ['of revenue']).map((title) => ({
      title,
      align: 'right' as const,
    })),
    ...(isAnnounced ? [{ title: 'announced', align: 'right' as const }] : []),
  ];
  const notes = [...(more > 0 ? [`and ${more} with less: --json tells all`] : []), ...pastWords(parties, money)];
  return [
    ...printTable(page, columns, rows),
    ...(notes.length === 0 ? [] : [page.ink.dim(cut(`  ${notes.join('; ')}`, page.width))]),
  ];
}

/** What comes back where money that was put in before is traced too, of the party of whom most does. */
function pastWords(
  parties: readonly (readonly [string, PartyCircularity])[],
  money: (amount: number) => string,
): string[] {
  const told = parties.flatMap(([, { name, with_past: past, high }]) =>
    past !== null && past.high.amount > high.amount ? [{ name, past }] : [],
  );
  const [most] = told.sort((a, b) => b.past.pro_rata.amount - a.past.pro_rata.amount);
  if (most === undefined) return [];
  const { pro_rata: mixed, high } = most.past;
  return [`with what it put in before: ${most.name} ${money(mixed.amount)}, at most ${money(high.amount)}`];
}

/** What evenly mixed money comes to on the paths of a run, but for one in twenty at each end. */
function pathsCell({ simulated }: PartyCircularity, currency: string): string {
  const sum = (amount: number): string => printMoney(amount, currency, { digits: 2 });
  return simulated === null ? NO_FIGURE : `${sum(simulated.pro_rata.p5)}–${sum(simulated.pro_rata.p95)}`;
}

/** Share of the purchases that would be lost without the finance; what is within two standard errors of nothing says so. */
function causalCell({ causal }: PartyCircularity): string {
  if (causal === null || causal.share === null) return NO_FIGURE;
  const error = causal.standard_error ?? 0;
  return Math.abs(causal.share) <= 2 * error ? 'none seen' : printPercent(causal.share, { standardError: error });
}

function routeLines(result: CircularityResult, names: Names, currency: string, page: Page): string[] {
  const routes = result.routes.slice(0, ROUTES);
  if (routes.length === 0) return [];
  const rows = routes.map((r): Cell[] => [
    r.parties.map((id) => partyName(names, id)).join(' → '),
    printSum(r.pro_rata, currency),
    printSum(r.most, currency),
  ]);
  const columns = [
    { title: '', gives: true },
    { title: 'mixed', align: 'right' as const },
    { title: 'at most', align: 'right' as const },
  ];
  return [heading(page, 'Routes', 'on which most of it comes back'), ...printTable(page, columns, rows)];
}

function webLines(result: CircularityResult, names: Names, currency: string, page: Page): string[] {
  const { low, high } = result.web_share;
  if (low === null || high === null) return [];
  const range = `${printPercent(low)} to ${printPercent(high)} of the ${printSum(result.web.flows, currency)} paid within the web`;
  const circles = result.circulations
    .slice(0, CIRCLES)
    .map((c) => `${c.parties.map((id) => partyName(names, id)).join(' → ')} (${printSum(c.amount, currency)})`);
  const dependent = result.lookthrough.dependence.map(
    (d) =>
      `${partyName(names, d.party)} gets ${printPercent(d.direct_share)} of its income from ${partyName(names, d.payer)}`,
  );
  return [
    heading(page, 'Circles', `${range} run in closed circles`),
    ...circles.map((line) => cut(`  ${line}`, page.width)),
    ...lookedThrough(result, names, currency, page),
    ...(dependent.length === 0 ? [] : wrap(`Over half from one payer: ${dependent.join('; ')}.`, page.width)),
  ];
}

/** The largest claim, looked through to where the money that pays it enters the web. */
function lookedThrough(result: CircularityResult, names: Names, currency: string, page: Page): string[] {
  const claim = result.lookthrough.claims[0];
  if (claim === undefined) return [];
  const payers = claim.payers
    .slice(0, 3)
    .map((p) => `${printPercent(p.share)} ${p.money} of ${partyName(names, p.party)}`);
  const text = `Looked through, ${claim.claim} (${printSum(claim.paid, currency)}) is paid by ${payers.join(', ')}.`;
  return wrap(text, page.width);
}

function restsLine({ rests_on }: Answer<CircularityResult>): string {
  if (rests_on.length === 0) return '';
  const weak = rests_on.filter((r) => r.grade === 'C' || r.grade === 'D').length;
  return `Rests on ${rests_on.length} figures of deals, ${weak} of grade C or D. `;
}

function auditLines(
  answer: Answer<CircularityResult>,
  parties: readonly (readonly [string, PartyCircularity])[],
  page: Page,
): string[] {
  const first = parties.find(([, p]) => p.audit.ceiling > 0)?.[1];
  if (first === undefined) return [];
  return [
    ...wrap(
      `By hand, ${first.name}: ${first.audit.equation}, the ceiling of what its customers can pay back.`,
      page.width,
    ),
    ...wrap(
      `Which dollar paid for what is a convention: bounds hold for all, even mixing is one. Earlier finance and what leaves the web are not traced. ${restsLine(answer)}docs/models/circularity.md`,
      page.width,
    ).map(page.ink.dim),
  ];
}
