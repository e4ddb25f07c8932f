/** How a suite reaches the files that it names: their text by a path beside the suite. */
export interface SuiteFiles {
  /** Throws TestingError `file-invalid` for a file that cannot be read. */
  read(path: string): Promise<string>;
}
