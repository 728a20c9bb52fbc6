import pc from 'picocolors';
import type { Page } from '../index.ts';

/** How the reader wants the screen. */
export interface PageOptions {
  readonly color?: string;
  readonly width?: number;
}

const DEFAULT_WIDTH = 100;
const NARROWEST = 60;
const WIDEST = 160;

/** Whether a stream gets colours: as asked for, else FORCE_COLOR, else NO_COLOR, else whether a person reads it. */
function hasColours(choice: string | undefined, stream: NodeJS.WriteStream): boolean {
  if (choice === 'always') return true;
  if (choice === 'never') return false;
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return stream.isTTY === true && TERM !== 'dumb';
}

/** The page that a stream offers: its colours, and its width as asked for, else the terminal's, else 100. */
export function pageOf(options: PageOptions, stream: NodeJS.WriteStream): Page {
  const ink = pc.createColors(hasColours(options.color, stream));
  const width = options.width ?? (stream.isTTY === true ? stream.columns : DEFAULT_WIDTH);
  return { ink, width: Math.min(WIDEST, Math.max(NARROWEST, width)) };
}

/** Writes to stdout, where answers go. */
export function tell(text: string): void {
  process.stdout.write(text);
}

/** What was typed, without what would move the cursor; line breaks stay. */
export function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\n]|\p{Cf}/gu, '\ufffd');
}

/** Writes to stderr, where everything else goes. */
export function remark(text: string): void {
  process.stderr.write(text);
}

/** A reader who has seen enough (`| head`) ends the command quietly; a full disk does not. */
export function endQuietlyWhenUnread(): void {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.listenerCount('error') > 0) continue;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      process.exit(error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' ? 0 : 74);
    });
  }
}
