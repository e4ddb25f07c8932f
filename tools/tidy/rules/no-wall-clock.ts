import { lineRule } from '../violation.ts';

const isPure = (path: string) =>
  /^packages\/(?:asl|engine)\/src\//.test(path) &&
  !path.startsWith('packages/engine/src/processor/') &&
  !path.endsWith('.test.ts');

/** The linter bans Date.now in the pure packages, but can't see that `new Date()` reads the same clock. */
export const noWallClock = lineRule(
  isPure,
  /\bnew Date\(\s*\)|\bDate\(\s*\)/,
  (match) => `${match} reads the clock; time arrives in the command`,
);
