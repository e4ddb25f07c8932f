// expect: TS1294
export enum Status {
  Running,
}
