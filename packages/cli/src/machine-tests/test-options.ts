/** How the results of `edgestep test` are written. */
export type TestFormat = 'text' | 'json' | 'junit';

/** The options of `edgestep test`. */
export interface TestOptions {
  readonly mockConfig?: string;
  readonly name?: string;
  readonly case?: readonly string[];
  readonly input?: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly seed?: string;
  readonly coverage: boolean;
  readonly minCoverage?: string;
}
