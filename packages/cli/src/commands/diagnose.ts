import { parseDefinition, validateDefinition, type Diagnostic } from '@edgestep/asl';

import { paint } from '../terminal/paint.ts';

/** What is wrong with a definition, and where in its text. */
export function diagnose(text: string, type: 'STANDARD' | 'EXPRESS'): readonly Diagnostic[] {
  const parsed = parseDefinition(text);
  return parsed.kind === 'refused' ? parsed.diagnostics : validateDefinition(parsed.definition, { type });
}

/** `machine.json:12:7  error  MISSING_TRANSITION_TARGET  …`, one a line, as compilers write it. */
export function formatDiagnostics(
  file: string,
  diagnostics: readonly Diagnostic[],
  coloured: boolean,
): string {
  return diagnostics
    .map((diagnostic) => {
      const place = `${file}:${diagnostic.line}:${diagnostic.column}`;
      const severity = paint(
        diagnostic.severity.toLowerCase(),
        diagnostic.severity === 'ERROR' ? 'bad' : 'busy',
        coloured,
      );
      const at = diagnostic.location === undefined ? '' : ` (at ${diagnostic.location})`;
      return `${place}  ${severity}  ${diagnostic.code}: ${diagnostic.message}${at}`;
    })
    .join('\n');
}
