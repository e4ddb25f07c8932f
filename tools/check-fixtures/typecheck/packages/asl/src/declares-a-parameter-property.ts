// expect: TS1294
export class Zone {
  constructor(readonly name: string) {}
}
