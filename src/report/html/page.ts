import { html, markupOf, ownMarkup } from './escape.ts';
import type { Section } from './reportData.ts';
import { STYLE } from './style.ts';

/** What the frame of a page says itself. */
export interface PageHead {
  readonly title: string;
  readonly kicker: string;
  readonly stand: string;
  readonly notice: string;
  readonly footer: string;
  /** Further rules of style, made by this program. */
  readonly rules: string;
}

/** Nothing may be fetched and nothing may run: all that is shown stands in the file. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** A whole page in one file: head, contents, sections. */
export function page(head: PageHead, sections: readonly Section[]): string {
  const contents = sections.map(
    (s) => html`<li><a href="#${s.id}">${s.title}</a></li>
`,
  );
  const parts = sections.map(
    (s) => html`<section id="${s.id}" aria-labelledby="${s.id}-title"><h2 id="${s.id}-title">${s.title}</h2>
${s.body}</section>
`,
  );
  return markupOf(html`${ownMarkup('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${ownMarkup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${head.title}</title>
<style>${ownMarkup(STYLE)}${ownMarkup(head.rules)}</style>
</head>
<body>
<a class="skip" href="#summary">To the answer</a>
<div class="sheet">
<header class="top">
<p class="kicker">${head.kicker}</p>
<h1>${head.title}</h1>
<p class="stand">${head.stand}</p>
<p class="notice">${head.notice}</p>
</header>
<nav aria-label="Contents"><h2>Contents</h2><ol>
${contents}</ol></nav>
<main>
${parts}</main>
<footer>${head.footer}</footer>
</div>
</body>
</html>
`);
}
