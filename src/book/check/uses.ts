import type { Use } from '../schema/use.ts';
import type { Check } from './checkedBook.ts';

/** Uses of compute: a latent one has an entry and a cap, any other a part of a need and its return. */
export const checkUses: Check = (book) =>
  Object.entries(book.parties).flatMap(([party, { demand }]) =>
    Object.entries(demand?.uses ?? {})
      .filter(([, use]) => !isOfOneKind(use))
      .map(([id, use]) =>
        book.fault(
          'book.use-of-two-kinds',
          ['parties', party, 'demand', 'uses', id],
          use.serves === 'latent'
            ? `\`${id}\` is latent and needs \`entry\` and \`cap\`, and takes no share, return or steps`
            : `\`${id}\` serves ${use.serves} and takes no \`entry\` or \`cap\`, and either \`return\` or \`steps\``,
          'keep what its kind takes, or change `serves`',
        ),
      ),
  );

function isOfOneKind(use: Use): boolean {
  const isLatent = use.entry !== undefined && use.cap !== undefined;
  const isServing = use.entry === undefined && use.cap === undefined;
  const hasNeed = use.share !== undefined || use.return !== undefined || use.steps !== undefined;
  return use.serves === 'latent'
    ? isLatent && !hasNeed
    : isServing && (use.return === undefined || use.steps === undefined);
}
