/** A text file of the repository; `path` is relative to its root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One place where the repository breaks one of its own rules. */
export interface Violation {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** A rule sees all files at once, because some rules are about how files relate. */
export type TidyRule = (files: readonly SourceFile[]) => Violation[];

/** The rule that reports every line of the given files that the pattern matches. */
export function lineRule(
  applies: (path: string) => boolean,
  pattern: RegExp,
  message: (match: string) => string,
): TidyRule {
  return (files) =>
    files
      .filter((file) => applies(file.path))
      .flatMap((file) =>
        file.text.split('\n').flatMap((text, index) => {
          const match = pattern.exec(text);
          return match === null ? [] : [{ path: file.path, line: index + 1, message: message(match[0]) }];
        }),
      );
}
