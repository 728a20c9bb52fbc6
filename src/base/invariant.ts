/** Where a run stood when something that cannot happen did: enough to replay that one path. */
export interface InvariantContext {
  readonly seed?: number;
  readonly world?: string;
  readonly path?: number;
  readonly quarter?: number;
  readonly phase?: string;
}

const FIELDS = ['seed', 'world', 'path', 'quarter', 'phase'] as const;

/** A bug: a law of the engine was broken. Carries the place as data, for a replay and across a worker's border. */
export class InvariantError extends Error implements InvariantContext {
  readonly seed?: number;
  readonly world?: string;
  readonly path?: number;
  readonly quarter?: number;
  readonly phase?: string;

  constructor(message: string, context: InvariantContext = {}) {
    const place = FIELDS.filter((field) => context[field] !== undefined).map((field) => `${field} ${context[field]}`);
    super(place.length === 0 ? message : `${message} (${place.join(', ')})`);
    this.name = 'InvariantError';
    Object.assign(this, context);
  }
}

/** Throws an InvariantError unless the condition holds. */
export function invariant(condition: boolean, message: string, context: InvariantContext = {}): asserts condition {
  if (!condition) throw new InvariantError(message, context);
}
