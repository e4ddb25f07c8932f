import { EdgestepApiError, UNREACHABLE } from '@edgestep/sdk';
import { EdgestepError } from '@edgestep/shared';

import { UsageError } from './commands/usage-error.ts';

/** Prints why a command failed and what to do, and answers the exit status: 2 for what the user can mend in the command. */
export function reportFailure(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`edgestep: ${error.message}\n`);
    return 2;
  }
  if (error instanceof EdgestepApiError) {
    process.stderr.write(`edgestep: ${error.name}: ${error.message}${adviceFor(error)}\n`);
    return 1;
  }
  if (error instanceof EdgestepError) {
    process.stderr.write(`edgestep: ${error.message}\n`);
    return error.code === 'config-invalid' ? 2 : 1;
  }
  process.stderr.write(
    `edgestep: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 1;
}

function adviceFor(error: EdgestepApiError): string {
  if (error.name === UNREACHABLE) {
    return '\nIs a cluster running? Start one with ./edgestep dev, or name its address with --endpoint or EDGESTEP_ENDPOINT.';
  }
  return error.requestId === undefined ? '' : `\n(request ${error.requestId})`;
}
