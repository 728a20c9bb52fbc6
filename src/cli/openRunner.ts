import { inProcessRunner, type Runner } from '../index.ts';

/** The runner that was asked for: so many threads, one a core unless told, or with 0 this thread itself. */
export async function openRunner(workers: number | undefined): Promise<Runner> {
  if (workers === 0) return inProcessRunner(() => new Promise((resolve) => setImmediate(resolve)));
  const { defaultWorkers, nodeRunner } = await import('../workers/nodeRunner.ts');
  return nodeRunner(workers ?? defaultWorkers());
}
