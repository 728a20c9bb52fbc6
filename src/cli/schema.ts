import { jsonSchemaOf, jsonSchemaText, nearestName, SCHEMA_NAMES } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { tell } from './terminal.ts';

/** `interlock schema NAME`: the form of a book or of an answer, as JSON Schema. */
export function runSchema(name: string): number {
  if (jsonSchemaOf(name) === null) {
    const nearest = nearestName(name, SCHEMA_NAMES);
    const hint = nearest === null ? `there are ${SCHEMA_NAMES.join(', ')}` : `did you mean ${nearest}?`;
    throw new CommandFailure(EXIT.usage, 'usage.unknown-schema', `there is no schema ${JSON.stringify(name)}; ${hint}`);
  }
  tell(jsonSchemaText(name));
  return EXIT.done;
}
