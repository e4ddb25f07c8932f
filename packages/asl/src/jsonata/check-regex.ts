import { regexInstructionsMax, regexRepetitionsMax } from '../limits/query-limits.ts';
import { compileRegex } from './compiled-regexes.ts';
import { outlineOf } from './regex-outline.ts';

/**
 * Why a regular expression is not supported; undefined when it is. Takes no longer than reading it: with its counted
 * repetitions written out it is compiled when an evaluation needs it, which pays for that.
 */
export function regexRefusal(regex: RegExp): string | undefined {
  const { size, repetitions, source } = outlineOf(regex.source);
  if (size > regexInstructionsMax) return 'expression too large';
  if (repetitions > regexRepetitionsMax) return 'invalid repeat count';
  try {
    compileRegex(source, regex.flags);
    return undefined;
  } catch (cause) {
    return (cause as Error).message;
  }
}
