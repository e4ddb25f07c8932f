/** One minute of the room, as its sensor saw it. */
export interface Reading {
  readonly id: number;
  /** Epoch milliseconds; the file's times are taken as UTC. */
  readonly at: number;
  readonly temperatureC: number;
  readonly humidityPercent: number;
  readonly lightLux: number;
  readonly co2Ppm: number;
  /** kg of water vapour per kg of air. */
  readonly humidityRatio: number;
  /** Ground truth from pictures: the detectors do not look at it, they are scored against it. */
  readonly occupied: boolean;
}

/** The quantities that are searched for anomalies. */
export type Channel = 'temperatureC' | 'humidityPercent' | 'lightLux' | 'co2Ppm';
