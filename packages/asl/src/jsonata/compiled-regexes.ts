import { RE2JS } from 're2js';

import { regexInstructionsKeptMax } from '../limits/query-limits.ts';

/** By flags and source, those used last at the end. Only the time that they save depends on what is in here. */
const kept = new Map<string, RE2JS>();
let instructionsKept = 0;

/** Compiles a regular expression, or finds it compiled. `onCompile` is told how many instructions had to be made. */
export function compiledRegex(regex: RegExp, onCompile: (instructions: number) => void): RE2JS {
  const key = `${regex.flags} ${regex.source}`;
  const known = kept.get(key);
  if (known !== undefined) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const made = compileRegex(regex.source, regex.flags);
  onCompile(made.programSize());
  kept.set(key, made);
  instructionsKept += made.programSize();
  forgetOldest();
  return made;
}

function forgetOldest(): void {
  for (const [key, regex] of kept) {
    if (instructionsKept <= regexInstructionsKeptMax) return;
    kept.delete(key);
    instructionsKept -= regex.programSize();
  }
}

/** Compiles the source of a RegExp. Throws an Error that says why when it is not supported. */
export function compileRegex(source: string, flags: string): RE2JS {
  const ignoreCase = flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0;
  const multiline = flags.includes('m') ? RE2JS.MULTILINE : 0;
  return RE2JS.compile(RE2JS.translateRegExp(source), ignoreCase | multiline);
}
