// expect: TS1294
export namespace Status {
  export const running = 'running';
}
