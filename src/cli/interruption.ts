import { remark } from './terminal.ts';

/** Ctrl-C while a run is on its way: the first asks it to end, a second ends the program at once. */
export interface Interruption {
  readonly signal: AbortSignal;
  readonly isInterrupted: () => boolean;
  readonly stopListening: () => void;
}

export function listenForInterruption(isQuiet: boolean): Interruption {
  const controller = new AbortController();
  const onSignal = (): void => {
    // From now on the system itself answers a second Ctrl-C, also while the answer is being computed.
    process.off('SIGINT', onSignal);
    if (!isQuiet) remark('\ninterrupted: telling what is finished (once more to end at once)\n');
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  return {
    signal: controller.signal,
    isInterrupted: () => controller.signal.aborted,
    stopListening: () => process.off('SIGINT', onSignal),
  };
}
