// expect: nothing
export interface Zone {
  readonly name: string;
}
