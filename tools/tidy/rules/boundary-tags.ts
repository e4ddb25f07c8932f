import type { SourceFile, Violation } from '../violation.ts';

/** `turbo boundaries` lets a package without a tag, or with a tag that has no rule, import anything. */
export function boundaryTags(files: readonly SourceFile[]): Violation[] {
  const root = files.find(({ path }) => path === 'turbo.json');
  if (root === undefined) return [{ path: 'turbo.json', line: 1, message: 'missing' }];
  const rules = (JSON.parse(root.text) as { boundaries?: { tags?: object } }).boundaries?.tags ?? {};
  return files
    .filter(({ path }) => /^(?:(?:packages|examples)\/[^/]+|bench)\/package\.json$/.test(path))
    .flatMap(({ path }) => {
      const own = path.replace(/package\.json$/, 'turbo.json');
      const config = files.find((file) => file.path === own);
      const tags = config === undefined ? [] : ((JSON.parse(config.text) as { tags?: string[] }).tags ?? []);
      if (tags.length === 0) return [{ path: own, line: 1, message: 'the package has no tag' }];
      return tags
        .filter((tag) => !(tag in rules))
        .map((tag) => ({ path: own, line: 1, message: `turbo.json has no rule for the tag "${tag}"` }));
    });
}
