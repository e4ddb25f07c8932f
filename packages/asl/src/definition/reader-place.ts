import { TextLines } from '../json-text/text-lines.ts';

/**
 * A place in a text that is no JSON, as the parser behind AWS describes it:
 * `[Source: (String)"not a definition"; line: 1, column: 4]`.
 */
export function readerPlace(text: string, offset: number): string {
  const { line, column } = new TextLines(text).positionOf(offset);
  const rest = text.length - sourceCharactersMax;
  const truncated = rest > 0 ? `[truncated ${rest} chars]` : '';
  return `[Source: (String)"${text.slice(0, sourceCharactersMax)}"${truncated}; line: ${line}, column: ${column}]`;
}

const sourceCharactersMax = 500;
