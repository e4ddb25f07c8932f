import { spawn } from 'node:child_process';

/**
 * @typedef {object} CommandResult
 * @property {number | null} code exit code; null when a signal or the time-out ended it
 * @property {string} stdout
 * @property {string} stderr
 * @property {boolean} timedOut
 * @property {string | null} fault why the program could not be started at all
 */

/**
 * Runs a program to its end and captures what it says. Never throws: a missing program is a `fault`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onLine?: (line: string) => void }} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {CommandResult} */
    const result = { code: null, stdout: '', stderr: '', timedOut: false, fault: null };
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            result.timedOut = true;
            child.kill('SIGKILL');
          }, options.timeoutMs);
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      result.stdout += chunk;
      for (const line of chunk.split('\n')) if (line.trim() !== '') options.onLine?.(line);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      result.stderr += chunk;
    });
    child.on('error', (error) => {
      result.fault = error.message;
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ ...result, code });
    });
  });
}

/**
 * The most telling line of a failed command, for a sentence such as "apt-get failed: …".
 * @param {CommandResult} result
 * @returns {string}
 */
export function failureOf(result) {
  if (result.fault !== null) return result.fault;
  if (result.timedOut) return 'it did not finish in time';
  const lines = `${result.stdout}\n${result.stderr}`.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '');
  const telling = [/failed to fetch/i, /^E: /, /^error/i];
  const found = telling.map((pattern) => said.find((line) => pattern.test(line)));
  return found.find((line) => line !== undefined) ?? said.at(-1) ?? `exit code ${result.code}`;
}
