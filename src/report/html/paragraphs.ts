import { type Html, html } from './escape.ts';
import { unbroken } from './unbroken.ts';

/** Sentences as paragraphs, one each. */
export function paragraphs(sentences: readonly string[]): Html {
  return html`${sentences.map((sentence) => html`<p>${unbroken(sentence)}</p>`)}`;
}
