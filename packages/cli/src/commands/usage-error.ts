/** The command line, or a file that it names, is not right. Printed without a stack; the process ends with 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
