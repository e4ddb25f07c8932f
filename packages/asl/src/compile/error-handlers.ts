import type { Catcher } from '../definition/catcher.ts';
import type { QueryLanguage } from '../definition/query-language.ts';
import type { Retrier } from '../definition/retrier.ts';
import type { CompiledCatcher, CompiledRetrier } from './compiled-state.ts';
import { jsonata, resultPath, template } from './data-flow.ts';

export function compileRetriers(retriers: readonly Retrier[]): readonly CompiledRetrier[] {
  return retriers.map((retrier) => ({
    errorEquals: retrier.errorEquals,
    intervalSeconds: retrier.intervalSeconds,
    maxAttempts: retrier.maxAttempts,
    backoffRate: retrier.backoffRate,
    maxDelaySeconds: retrier.maxDelaySeconds,
    jitter: retrier.jitterStrategy === 'FULL',
  }));
}

export function compileCatchers(
  catchers: readonly Catcher[],
  language: QueryLanguage,
): readonly CompiledCatcher[] {
  return catchers.map((catcher, index) => ({
    errorEquals: catcher.errorEquals,
    next: catcher.next,
    resultPath: resultPath(catcher.resultPath),
    output: language === 'JSONata' ? jsonata(catcher.output, `Catch[${index}]/Output`) : undefined,
    assign:
      language === 'JSONata' ? jsonata(catcher.assign, `Catch[${index}]/Assign`) : template(catcher.assign),
  }));
}
