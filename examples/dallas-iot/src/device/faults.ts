/**
 * What the replay changes, so that there is something to quarantine. **The file itself is clean**; everything that is
 * not in it is listed here, row by row, with what it stands for.
 */
const FAULTS = {
  /** The device loses power in the middle of a message: only its first part is published. */
  cutOffRows: [300, 900, 1_500, 2_100],
  /** The thermometer restarts and reports 85.0 °C, the power-on value of the DS18B20. */
  powerOnRows: [700, 701, 702],
  /** The CO2 sensor loses its bus and the device reads 65535, all bits set. */
  busLostRows: [1_800, 1_801],
  /** The broker's acknowledgement is lost and the device sends the message again (MQTT, QoS 1). */
  sentTwiceRows: [250, 500, 1_000, 1_250, 2_000],
} as const;

/** Messages that cannot be used: the file's header, which the device sends when it starts, and the faults above. */
export const UNUSABLE = 1 + FAULTS.cutOffRows.length + FAULTS.powerOnRows.length + FAULTS.busLostRows.length;

/** The messages that the device publishes for a row of the file; rows count from 1. */
export function messagesOf(row: string, number: number): string[] {
  if (has(FAULTS.cutOffRows, number)) return [row.slice(0, Math.floor(row.length * 0.6))];
  if (has(FAULTS.powerOnRows, number)) return [withField(row, 2, '85.0')];
  if (has(FAULTS.busLostRows, number)) return [withField(row, 5, '65535')];
  return has(FAULTS.sentTwiceRows, number) ? [row, row] : [row];
}

function has(rows: readonly number[], number: number): boolean {
  return rows.includes(number);
}

function withField(row: string, index: number, value: string): string {
  return row.split(',').with(index, value).join(',');
}
