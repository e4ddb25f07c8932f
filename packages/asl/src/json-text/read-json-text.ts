import type { JsonReading } from './json-reading.ts';
import { JsonReader } from './json-reader.ts';
import { JsonSyntaxError } from './json-syntax-error.ts';

/** Reads a JSON text. Never throws, whatever the text. */
export function readJsonText(text: string): JsonReading {
  const reader = new JsonReader(text);
  try {
    const value = reader.read();
    return { kind: 'read', value, duplicates: reader.duplicates };
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { kind: 'refused', problem: error.problem };
    throw error;
  }
}
