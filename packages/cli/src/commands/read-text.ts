import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

import { UsageError } from './usage-error.ts';

/** Reads a file, or standard input for `-`. Throws UsageError. */
export async function readText(path: string): Promise<string> {
  try {
    return path === '-' ? await text(process.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Reads an input given as JSON text, as `@FILE`, or as `-` for standard input. Throws UsageError. */
export async function readInput(given: string): Promise<string> {
  const content =
    given === '-' ? await readText('-') : given.startsWith('@') ? await readText(given.slice(1)) : given;
  try {
    JSON.parse(content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The input is not JSON: ${reason}. Give JSON, @FILE, or - for standard input.`);
  }
  return content;
}
