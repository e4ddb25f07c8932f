import { lineRule } from '../violation.ts';

/** A path of the machine it was written on says nothing to any other machine. */
export const machinePaths = lineRule(
  (path) => !path.endsWith('.svg'),
  /(?<![\w.}])\/(?:root\/|home\/[a-z]|Users\/[A-Za-z])/,
  (match) => `"${match}…" is a path of one machine`,
);
