/** A car as a person saw it in the frames: from the first to the last in which any of it is visible. */
export interface Sighting {
  readonly car: string;
  readonly firstFrame: number;
  readonly lastFrame: number;
  readonly direction: 'up' | 'down';
}

/** What was seen by eye in the recording, frame by frame; the detector knows nothing of it. */
export const SIGHTINGS: readonly Sighting[] = [
  { car: 'white hatchback', firstFrame: 23, lastFrame: 44, direction: 'up' },
  { car: 'silver saloon', firstFrame: 73, lastFrame: 92, direction: 'down' },
  { car: 'red saloon', firstFrame: 76, lastFrame: 95, direction: 'up' },
  { car: 'white coupé', firstFrame: 127, lastFrame: 139, direction: 'down' },
];

/** The cars that a person sees in a run of frames. */
export function sightingsIn(firstFrame: number, lastFrame: number): readonly Sighting[] {
  return SIGHTINGS.filter((seen) => seen.firstFrame <= lastFrame && seen.lastFrame >= firstFrame);
}
