import { statesOf } from '../../definition/blocks-of.ts';
import type { DiagnosticCollector } from '../diagnostic-collector.ts';
import type { Rule } from '../rule.ts';

/** In Retry and Catch, States.ALL stands alone in its list, and its list comes last. */
export const checkErrorHandlers: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    if (!('catchers' in state)) continue;
    checkWildcard(state.retriers, findings);
    checkWildcard(state.catchers, findings);
  }
};

interface ErrorHandler {
  readonly errorEquals: readonly string[];
  readonly location: string;
}

function checkWildcard(handlers: readonly ErrorHandler[], findings: DiagnosticCollector): void {
  for (const [index, { errorEquals, location }] of handlers.entries()) {
    if (!errorEquals.includes('States.ALL')) continue;
    if (errorEquals.length === 1 && index === handlers.length - 1) continue;
    findings.add({
      code: 'SCHEMA_VALIDATION_FAILED',
      message: 'States.ALL must appear alone and at end of list',
      location: `${location}/ErrorEquals`,
    });
  }
}
