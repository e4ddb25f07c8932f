// expect: switch-exhaustiveness-check
export function label(status: 'running' | 'succeeded'): string {
  switch (status) {
    case 'running':
      return 'runs';
  }
  return 'ends';
}
