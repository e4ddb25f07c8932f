import { lineRule } from '../violation.ts';

/** `export function` reads the same everywhere and is hoisted; a constant that holds an arrow is neither. */
export const exportedFunctions = lineRule(
  (path) => /\.(ts|tsx)$/.test(path),
  /^export const \w+ = (?:async )?(?:\([^)]*\)|\w+)(?:: [^=]+)? =>/,
  (match) => `"${match.split(' ').slice(0, 3).join(' ')}" is a function: declare it with export function`,
);
