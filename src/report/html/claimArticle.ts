import { printShare } from '../../base/printShare.ts';
import type { ToldClaim, ToldFlip } from '../../questions/claims/claimsSchema.ts';
import {
  assumedText,
  claimWords,
  driversText,
  flipText,
  inputText,
  measureWords,
  printInUnit,
  shareText,
  testText,
} from '../claimSentences.ts';
import { type Html, html } from './escape.ts';
import type { ReportData } from './reportData.ts';
import { citations } from './sections/deals.ts';

/** One claim in full: what it says, its verdict in a sentence, what tests it, what moves it, where it would turn, its sources. */
export function claimArticle(claim: ToldClaim, data: ReportData): Html {
  const { problem, measures, sources } = claim;
  const assumed = assumedText(claim);
  return html`<article class="claim" id="claim-${claim.id}">
<h3>${capital(claimWords(claim))} ${verdictBadge(claim)}</h3>
<p class="lead">${claim.says}</p>
<p>${problem === null ? claim.sentence : `${claim.sentence} ${capital(problem.message)}.`}</p>
<dl class="facts">
${measures.length === 0 ? null : fact('Tested by', list(measures.map((m) => testedText(m, data.currency))))}
${claim.probability === null ? null : fact('Moved by', `${driversText(claim)}${assumed === '' ? '' : `; ${assumed}`}`)}
${claim.flips.length === 0 ? null : fact('Would turn', list(turnTexts(claim.flips, data.currency)))}
${sources.length === 0 ? null : fact('Sources', citations(data, sources))}
</dl>
</article>
`;
}

function fact(title: string, body: Html | string): Html {
  return html`<div><dt>${title}</dt><dd>${body}</dd></div>`;
}

function list(lines: readonly string[]): Html {
  return html`${lines.map((line, i) => html`${i === 0 ? '' : html`<br>`}${line}`)}`;
}

function testedText(measure: ToldClaim['measures'][number], currency: string): string {
  const { figure, range, unit, probability } = measure;
  const print = (x: number | null): string => printInUnit(x, unit, currency);
  const share = probability === null ? '' : ` in ${printShare(probability)} of the worlds`;
  const spread = range === null || range.p5 === range.p95 ? '' : ` (5–95 %: ${print(range.p5)} to ${print(range.p95)})`;
  return `${measureWords(measure)} ${testText(measure, currency)}${share}; median ${print(figure)}${spread}`;
}

/** Inputs that turn it each by itself; those that do not, together. */
function turnTexts(flips: readonly ToldFlip[], currency: string): string[] {
  const turning = flips.filter(({ at }) => at !== null).map((f) => `${inputText(f.input)} ${flipText(f, currency)}`);
  const others = flips.filter(({ at }) => at === null).map(({ input }) => inputText(input));
  if (others.length === 0) return turning;
  return [...turning, `not in its range, or not beyond chance: ${others.join(', ')}`];
}

/** The verdict with the share of worlds, told apart by more than colour. */
export function verdictBadge(claim: ToldClaim): Html {
  const { verdict, is_held_back: isHeldBack } = claim;
  if (verdict === null) return html`<span class="verdict">not told</span>`;
  const words = isHeldBack ? `${verdict}, as it rests on assumptions` : verdict;
  return html`<span class="verdict verdict-${verdict}">${words}: ${shareText(claim)}</span>`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
