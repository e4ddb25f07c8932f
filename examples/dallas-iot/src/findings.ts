import type { OfficeReport, ReportedStep } from './functions/report.ts';
import type { Channel } from './readings/reading.ts';
import type { Step } from './statistics/find-steps.ts';

const NAMES: Readonly<Record<Channel, readonly [name: string, unit: string]>> = {
  temperatureC: ['temperature', '°C'],
  humidityPercent: ['humidity', '%'],
  lightLux: ['light', 'lux'],
  co2Ppm: ['CO2', 'ppm'],
};

/** A step in words: `2015-02-02 15:55  CO2 down from 1140 to 1043 ppm (score 9.2)`. */
export function describeStep(step: Step): string {
  const [name, unit] = NAMES[step.channel];
  const digits = step.channel === 'humidityPercent' || step.channel === 'temperatureC' ? 1 : 0;
  const values = `from ${step.before.toFixed(digits)} to ${step.after.toFixed(digits)} ${unit}`;
  return `${clock(step.at)}  ${name} ${step.direction} ${values} (score ${step.score})`;
}

/** The report in words. */
export function findings(report: OfficeReport): string[] {
  const refused = Object.entries(report.quarantined).toSorted(([a], [b]) => a.localeCompare(b));
  const explained = report.steps.filter((step) => step.explained).length;
  const { accuracy } = report.occupancy;
  return [
    `${report.readings} readings in ${report.windows} windows, ${clock(report.from)} to ${clock(report.to)}; CO2 up to ${Math.round(report.co2MaxPpm)} ppm`,
    `quarantined: ${refused.map(([error, count]) => `${count} ${error}`).join(', ') || 'nothing'}`,
    `${report.steps.length} sudden changes, ${explained} of them when somebody came or left by the pictures:`,
    ...report.steps.map((step) => `  ${describeStep(step)}${remark(step)}`),
    `${report.drifts.length} drifts of CO2 (CUSUM): ${report.drifts.map(({ at, direction }) => `${clock(at).slice(5)} ${direction}`).join(', ')}`,
    `somebody in the room, by the light: right in ${(accuracy * 100).toFixed(1)} % of the minutes`,
  ];
}

function remark(step: ReportedStep): string {
  return step.explained ? '' : '  ← nobody came or left';
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
