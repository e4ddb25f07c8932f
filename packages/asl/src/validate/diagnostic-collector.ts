import type { PositionIndex } from '../json-text/position-index.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';

/** How many findings about one definition are told: a text of 1 MiB may hold very many. */
const diagnosticsMax = 1_000;

/** The longest message and location, in characters: names in a definition may be very long. */
const diagnosticCharactersMax = 2_000;

/** A finding before its place in the text is looked up. */
export interface Finding {
  readonly severity?: 'ERROR' | 'WARNING';
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Absent for what has no place; `` for the whole. */
  readonly location?: string | undefined;
  /** Where to point in the text, if not at `location`. */
  readonly place?: string | undefined;
}

/** Takes findings and looks up their places. */
export class DiagnosticCollector {
  readonly diagnostics: Diagnostic[] = [];
  readonly #positions: PositionIndex;

  constructor(positions: PositionIndex) {
    this.#positions = positions;
  }

  add({ severity = 'ERROR', code, message, location, place = location ?? '' }: Finding): void {
    if (this.diagnostics.length >= diagnosticsMax) return;
    this.diagnostics.push({
      severity,
      code,
      message: shortened(message),
      ...(location === undefined ? {} : { location: location === '' ? '/' : shortened(location) }),
      ...this.#positions.positionOf(place),
    });
  }
}

function shortened(text: string): string {
  return text.length > diagnosticCharactersMax ? `${text.slice(0, diagnosticCharactersMax)}…` : text;
}
