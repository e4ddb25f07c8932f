/** What a node of a zone tells of its zone (request on `zoneStatusSubject`). */
export interface ZoneReport {
  readonly zone: string;
  readonly nodes: readonly ZoneNode[];
}

export interface ZoneNode {
  readonly id: string;
  readonly url: string;
  /** How many partitions it owns. */
  readonly partitions: number;
}
