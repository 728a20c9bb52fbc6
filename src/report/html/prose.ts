import { type Html, html } from './escape.ts';

/** A sentence in which words between backticks are names of things. */
export function prose(text: string): Html {
  return html`${text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
