import { isJsonObject, type JsonObject } from '@edgestep/shared';

import { indexPositions } from '../json-text/index-positions.ts';
import type { DuplicateMember, JsonProblem } from '../json-text/json-reading.ts';
import type { PositionIndex } from '../json-text/position-index.ts';
import { readJsonText } from '../json-text/read-json-text.ts';
import { TextLines } from '../json-text/text-lines.ts';
import type { Diagnostic } from '../validate/diagnostic.ts';
import { DiagnosticCollector } from '../validate/diagnostic-collector.ts';
import { readerPlace } from './reader-place.ts';
import { checkMachine } from './shape/check-machine.ts';
import { languageOf } from './shape/check-state.ts';
import { numberIn, textIn } from './source-fields.ts';
import type { StateMachineDefinition } from './state-machine-definition.ts';
import { readBlock } from './states-block.ts';

/** The longest definition in characters: 1 MiB (the API's own bound). */
export const definitionCharactersMax = 1_048_576;

/** What a text is: a definition of the right shape, or what speaks against it (one finding at least). */
export type ParsedDefinition =
  | { readonly kind: 'parsed'; readonly definition: StateMachineDefinition }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads a definition in the Amazon States Language. What is parsed has the shape of the language: required fields
 * are there, every field has its type and belongs to its state and query language. Whether it means something
 * (targets, paths, expressions, names) is for `validateDefinition`. Never throws, whatever the text.
 */
export function parseDefinition(text: string): ParsedDefinition {
  if (text.length > definitionCharactersMax) {
    return refuse(
      'SCHEMA_VALIDATION_FAILED',
      `Definition exceeds ${definitionCharactersMax} characters`,
      '/',
    );
  }
  if (text.trim() === '') return refuse('MISSING_DESCRIPTION', 'Definition must not be empty', '/');
  const reading = readJsonText(text);
  if (reading.kind === 'refused') return refuseJson(text, reading.problem);
  const positions = indexPositions(text);
  const findings = new DiagnosticCollector(positions);
  for (const each of reading.duplicates) addDuplicate(each, findings);
  checkMachine(reading.value, (message, location, place) => {
    findings.add({ code: 'SCHEMA_VALIDATION_FAILED', message, location, place });
  });
  const { diagnostics } = findings;
  if (diagnostics.length > 0 || !isJsonObject(reading.value)) return { kind: 'refused', diagnostics };
  return { kind: 'parsed', definition: readMachine(reading.value, positions) };
}

function readMachine(source: JsonObject, positions: PositionIndex): StateMachineDefinition {
  const queryLanguage = languageOf(source['QueryLanguage'], 'JSONPath');
  return {
    ...readBlock(source, '', queryLanguage),
    version: textIn(source, 'Version'),
    queryLanguage,
    timeoutSeconds: numberIn(source, 'TimeoutSeconds'),
    positions,
  };
}

function refuse(code: Diagnostic['code'], message: string, location: string): ParsedDefinition {
  return {
    kind: 'refused',
    diagnostics: [{ severity: 'ERROR', code, message, location, line: 1, column: 1 }],
  };
}

function refuseJson(text: string, { message, offset, readTo }: JsonProblem): ParsedDefinition {
  const location = readerPlace(text, readTo);
  return {
    kind: 'refused',
    diagnostics: [
      {
        severity: 'ERROR',
        code: 'INVALID_JSON_DESCRIPTION',
        message: `${message}\n at ${location}`,
        location,
        ...new TextLines(text).positionOf(offset),
      },
    ],
  };
}

function addDuplicate({ name, parent }: DuplicateMember, findings: DiagnosticCollector): void {
  const location = `${parent}/${name}`;
  if (parent.endsWith('/States')) {
    findings.add({ code: 'DUPLICATE_STATE_NAME', message: `Duplicate State name: ${name}`, location });
  } else {
    findings.add({ code: 'INVALID_JSON_DESCRIPTION', message: `Duplicate field '${name}'`, location });
  }
}
