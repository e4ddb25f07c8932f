/**
 * What one query may cost. A definition or an input comes from outside, so every loop and every recursion of the
 * query layer counts against one of these; whoever reaches a limit fails with a QueryFailure or a QuerySyntaxError.
 */

/** How deep a value may nest: as deep as the JSON parser behind AWS allows. */
export const valueDepthMax = 1_000;

/** How deep the text of a query may nest: parentheses of a filter, levels of a payload template. */
export const syntaxDepthMax = 100;

/** How many segments a path may have. */
export const pathSegmentsMax = 500;

/** How deep calls of intrinsic functions may nest (AWS: "up to 10 intrinsic functions within a field"). */
export const intrinsicCallDepthMax = 10;

/** How many nodes one evaluation of a JSONPath may visit. */
export const pathStepsMax = 1_000_000;

/** The longest text that `States.Hash` and `States.Base64…` take, in characters. */
export const intrinsicTextCharactersMax = 10_000;

/** The longest array that `States.ArrayRange` makes, in elements. */
export const arrayRangeElementsMax = 1_000;

/** The longest text that a query may write, in characters: far above any payload, far below what harms a process. */
export const resultCharactersMax = 6_990_256;

/** How many steps one JSONata evaluation may take: about a second of computing. Large operands count as several. */
export const jsonataStepsMax = 2_000_000;

/** After how many steps a JSONata evaluation offers to pause, so that others may run. */
export const jsonataStepsBetweenPauses = 20_000;

/** How many parts of a JSONata expression may be under evaluation at once: recursion, and elements side by side. */
export const jsonataInFlightMax = 50_000;

/** The longest sequence that a JSONata expression may build, in elements (AWS refuses `[1..873783]`). */
export const jsonataSequenceElementsMax = 873_782;

/** The longest text and picture that `$toMillis` takes, in characters. */
export const dateTextCharactersMax = 100;

/** How large a regular expression may be, in instructions: each repetition that it counts is written out. */
export const regexInstructionsMax = 20_000;

/** How often a regular expression may repeat a part, counts within counts multiplied. */
export const regexRepetitionsMax = 1_000;

/** How many instructions of compiled regular expressions a process keeps for the next evaluation. */
export const regexInstructionsKeptMax = 200_000;
