import type { BookText } from '../../src/index.ts';
import { probe } from './probe.ts';

/** Entry of the browser's worker: probes on request and sends back what it found, or why it could not. */
self.onmessage = async (event: MessageEvent<{ texts: readonly BookText[]; paths: number }>) => {
  try {
    self.postMessage({ result: await probe(event.data.texts, event.data.paths) });
  } catch (error) {
    self.postMessage({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
};
