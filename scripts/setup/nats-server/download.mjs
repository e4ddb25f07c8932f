/**
 * Downloads one file: `node download.mjs URL FILE`. A program of its own, so that the set-up can run it with
 * the project's Node, which knows the proxy variables and the system's certificates (older ones do not).
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const answerWithinMs = 8_000;
const stallMs = 20_000;

/**
 * @param {string} url
 * @param {string} file
 */
async function download(url, file) {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(new Error('no answer in time')), answerWithinMs);
  const response = await fetch(url, { signal: abort.signal, redirect: 'follow' });
  if (!response.ok || response.body === null) throw new Error(`HTTP status ${response.status}`);
  const body = Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (response.body));
  body.on('data', () => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(new Error('the download stalled')), stallMs);
  });
  await pipeline(body, createWriteStream(file));
  clearTimeout(timer);
}

/** @param {unknown} error */
function reasonOf(error) {
  const fault = /** @type {Error & { cause?: Error }} */ (error);
  return fault.cause?.message === undefined ? fault.message : `${fault.message}: ${fault.cause.message}`;
}

const [url, file] = process.argv.slice(2);
if (url === undefined || file === undefined) throw new Error('usage: node download.mjs URL FILE');
try {
  await download(url, file);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}
