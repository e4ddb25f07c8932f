import { pino } from 'pino';

/** How a process tells what happened: one JSON line each, on standard error. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** A logger whose every line carries these fields too. */
  child(fields: object): Logger;
}

/** The log of a process. `level`: trace, debug, info, warn, error or silent. */
export function createLogger(name: string, level: string): Logger {
  return pino({ name, level, formatters: { level: (label) => ({ level: label }) } }, pino.destination(2));
}
