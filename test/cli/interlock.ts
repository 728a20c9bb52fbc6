import { spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BIN = `${ROOT}bin/interlock.mjs`;
const NO_NETWORK = pathToFileURL(`${ROOT}test/cli/noNetwork.mjs`).href;

/** What a run of the command came to. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly stdin?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Closes the reading end of stdout after the first bytes. */
  readonly stopsReading?: boolean;
}

/** Runs the compiled command with the network cut off. */
export function interlock(args: readonly string[], given: Circumstances = {}): Promise<Outcome> {
  const env: Record<string, string> = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...given.env };
  const child = spawn(process.execPath, ['--import', NO_NETWORK, BIN, ...args], {
    cwd: given.cwd ?? ROOT,
    env,
    stdio: 'pipe',
  });
  const read = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    read.stdout += chunk.toString();
    if (given.stopsReading === true) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    read.stderr += chunk.toString();
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(given.stdin ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...read }));
  });
}
