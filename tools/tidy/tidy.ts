import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles } from './repository-files.ts';
import { boundaryTags } from './rules/boundary-tags.ts';
import { exportedFunctions } from './rules/exported-functions.ts';
import { fileNames } from './rules/file-names.ts';
import { forbiddenWords } from './rules/forbidden-words.ts';
import { machinePaths } from './rules/machine-paths.ts';
import { markdownLinks } from './rules/markdown-links.ts';
import { noBarrels } from './rules/no-barrels.ts';
import { noWallClock } from './rules/no-wall-clock.ts';
import { packageEdges } from './rules/package-edges.ts';
import { testkitInTestsOnly } from './rules/testkit-in-tests-only.ts';
import type { SourceFile, Violation } from './violation.ts';

/** The rules of the house that no off-the-shelf tool checks, by name. */
const rules = {
  'boundary-tags': boundaryTags,
  'exported-functions': exportedFunctions,
  'file-names': fileNames,
  'forbidden-words': forbiddenWords,
  'machine-paths': machinePaths,
  'markdown-links': markdownLinks,
  'no-barrels': noBarrels,
  'no-wall-clock': noWallClock,
  'package-edges': packageEdges,
  'testkit-in-tests-only': testkitInTestsOnly,
} satisfies Record<string, (files: readonly SourceFile[], exists: (path: string) => boolean) => Violation[]>;

export type TidyRuleName = keyof typeof rules;

export const tidyRuleNames = Object.keys(rules) as TidyRuleName[];

/** Checks the files below a root against one rule; each answer reads `path:line message`. */
export function tidy(root: string, name: TidyRuleName): string[] {
  const exists = (path: string) => existsSync(join(root, path));
  return rules[name](repositoryFiles(root), exists).map(
    ({ path, line, message }) => `${path}:${line} ${message}`,
  );
}
