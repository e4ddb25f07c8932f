/**
 * A part of the run: a program with its arguments, and how its outcome is counted.
 * @typedef {object} Step
 * @property {string} name
 * @property {string} tool a program in node_modules/.bin
 * @property {readonly string[]} args
 * @property {boolean} quiet whether its output is shown only when it fails
 * @property {string} [report] where it writes a JSON report of single tests; without one the step counts as one
 */

/** @type {readonly Step[]} */
export const checks = [
  { name: 'typecheck', tool: 'tsc', args: ['-p', 'tsconfig.json'], quiet: true },
  { name: 'lint', tool: 'oxlint', args: [], quiet: true },
  { name: 'format', tool: 'oxfmt', args: ['--check', '.'], quiet: true },
  { name: 'boundaries', tool: 'turbo', args: ['boundaries'], quiet: true },
  { name: 'unused', tool: 'knip', args: ['--no-config-hints'], quiet: true },
];
