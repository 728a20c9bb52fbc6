import type { Remark } from '../../../questions/answer.ts';
import { printCount } from '../../number.ts';
import { type Html, html } from '../escape.ts';
import { prose } from '../prose.ts';
import type { ReportData, Section } from '../reportData.ts';

/** How the figures came about, what they do not say, and how to get the same ones again. */
export function method(data: ReportData): Section {
  const { showAnswer, runAnswer, run, book } = data;
  const references = [...new Set([...(runAnswer?.method?.references ?? []), ...(showAnswer.method?.references ?? [])])];
  const warnings = [
    ...(runAnswer?.warnings ?? []),
    ...showAnswer.warnings.filter((w) => !isAmong(runAnswer?.warnings ?? [], w)),
  ];
  return {
    id: 'method',
    title: 'Method, limits and how to repeat it',
    body: html`${howItWasMade(data)}
${warnings.length === 0 ? null : html`<h3>Warnings</h3><ul>${warnings.map((w) => html`<li>${prose(w.message)}${w.help === null ? null : html` <span class="quiet-ink">(${w.help})</span>`}</li>`)}</ul>`}
${runAnswer === null ? null : limitsOf('What the simulation does not say', runAnswer.limits)}
${limitsOf('What the sums read off the book do not say', showAnswer.limits)}
${references.length === 0 ? null : html`<h3>References</h3><ul>${references.map((r) => html`<li>${r}</li>`)}</ul>`}
<h3>To repeat it</h3>
<dl class="facts">
${fact('Version', `interlock ${showAnswer.version}`)}${fact('Book', showAnswer.book?.title ?? '')}${fact('As of', data.asOf)}${fact('Digest of the book', book.digest)}${
  run === null
    ? null
    : html`${fact('Seed', String(runAnswer?.seed ?? ''))}${fact('Paths', printCount(data.paths))}${fact('Scenarios', (runAnswer?.scenarios ?? []).join(', ') || 'none')}${fact('Largest error of conservation', `${run.conservation.max_relative_error} of the money moved`)}${fact('Digest of the results', run.digest)}`
}${showAnswer.overlays.length === 0 ? null : fact('Changed by', showAnswer.overlays.join(', '))}</dl>`,
  };
}

function limitsOf(title: string, limits: readonly string[]): Html | null {
  return limits.length === 0 ? null : html`<h3>${title}</h3><ul>${limits.map((l) => html`<li>${prose(l)}</li>`)}</ul>`;
}

function isAmong(known: readonly Remark[], one: Remark): boolean {
  return known.some((w) => w.code === one.code && w.message === one.message);
}

function fact(name: string, value: string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>
`;
}

function howItWasMade(data: ReportData): Html {
  const layers = html`<p>What is promised is read off the book alone: each deal in its layers, summed by year and buyer. Where a figure is uncertain the median is shown, with the range that nine in ten draws lie in.</p>`;
  if (data.run === null) return layers;
  return html`${layers}
<p>What becomes of it was simulated: on each of ${printCount(data.paths)} paths every uncertain figure is drawn once and chance moves the market quarter by quarter; deals deliver, payments fall due, parties earn, borrow, renegotiate, and pay each other what they can, all at once; who cannot pay in full has defaulted. Money is neither made nor lost on any path. The parts of the method are told in ${data.runAnswer?.method?.docs ?? 'the documentation'}.</p>`;
}
