import { LineCounter, parseDocument, type Document } from 'yaml';

import { TestingError } from '../testing-error.ts';

/** Where something stands in a document: the names and indexes that lead to it. */
export type DocumentPath = readonly (string | number)[];

/** A JSON or YAML file that was read: its value, and where each part of it stands. */
export interface SourceDocument {
  /** What the file is called in messages. */
  readonly file: string;
  readonly value: unknown;
  /** `line:column`, from 1; undefined for what is not there. */
  placeOf(path: DocumentPath): string | undefined;
}

/** Reads JSON or YAML; which one, the file's name says (`.json`). Throws TestingError `file-invalid`. */
export function readDocument(text: string, file: string): SourceDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const value = file.endsWith('.json') ? jsonValue(text, file) : yamlValue(document, file, lines);
  return {
    file,
    value,
    placeOf: (path) => {
      const node = path.length === 0 ? document.contents : document.getIn(path, true);
      const offset = (node as { readonly range?: readonly number[] } | null | undefined)?.range?.[0];
      return offset === undefined ? undefined : placeAt(lines, offset);
    },
  };
}

function jsonValue(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TestingError('file-invalid', `${file}: this is no JSON: ${reason}`, { cause });
  }
}

function yamlValue(document: Document, file: string, lines: LineCounter): unknown {
  const [error] = document.errors;
  if (error !== undefined) {
    throw new TestingError('file-invalid', `${file}:${placeAt(lines, error.pos[0])}: ${error.message}`);
  }
  try {
    return document.toJS();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TestingError('file-invalid', `${file}: ${reason}`, { cause });
  }
}

function placeAt(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${line}:${col}`;
}
