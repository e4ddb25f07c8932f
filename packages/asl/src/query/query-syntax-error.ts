/**
 * The one thing that compiling a query throws: its text does not belong to the query language.
 * The definition's validator turns it into a diagnostic.
 */
export class QuerySyntaxError extends Error {
  override readonly name = 'QuerySyntaxError';
  /** The text that was refused. */
  readonly text: string;
  /** Where in the text, counted in UTF-16 units from 0. */
  readonly offset: number;

  /** True for a text that its language allows, but the States Language does not. */
  readonly unsupported: boolean;

  constructor(message: string, text: string, offset: number, unsupported = false) {
    super(message);
    this.unsupported = unsupported;
    this.text = text;
    this.offset = offset;
  }
}
