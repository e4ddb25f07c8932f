import { TaskError } from '@edgestep/sdk';

import type { Reading } from './reading.ts';

const FIELDS = 8;

/**
 * Reads a message of the device: a row of the sensor's CSV,
 * `"140","2015-02-02 14:19:00",23.7,26.272,585.2,749.2,0.00476416302416414,1`.
 *
 * @throws TaskError `Reading.Malformed` when it is no row: cut off, a header, something else
 */
export function parseReading(text: string): Reading {
  const fields = text.trim().split(',');
  if (fields.length !== FIELDS) {
    throw malformed(text, `${fields.length} fields instead of ${FIELDS}`);
  }
  const [id = '', date = '', ...numbers] = fields;
  const at = parseDate(unquote(date));
  const values = [unquote(id), ...numbers].map((field) => (field === '' ? Number.NaN : Number(field)));
  if (at === undefined || values.some((value) => !Number.isFinite(value))) {
    throw malformed(text, 'a date or a number that is none');
  }
  const [
    row = 0,
    temperatureC = 0,
    humidityPercent = 0,
    lightLux = 0,
    co2Ppm = 0,
    humidityRatio = 0,
    occupied,
  ] = values;
  return {
    id: row,
    at,
    temperatureC,
    humidityPercent,
    lightLux,
    co2Ppm,
    humidityRatio,
    occupied: occupied === 1,
  };
}

/** When a row was measured, if the text goes that far; a row that was cut off later still tells. */
export function timeOf(text: string): number | undefined {
  return parseDate(/"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"/.exec(text)?.[1] ?? '');
}

function parseDate(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  const at = Date.parse(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? undefined : at;
}

function unquote(text: string): string {
  return text.replaceAll(/^"|"$/g, '');
}

function malformed(text: string, why: string): TaskError {
  return new TaskError('Reading.Malformed', `${why}: ${text.slice(0, 120)}`);
}
