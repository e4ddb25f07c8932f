import type { ReadinessProbe } from '../port/readiness.ts';
import type { RestRoute } from '../port/rest-route.ts';

/** `GET /healthz` (the process is alive) and `GET /readyz` (200 when it should get requests, else 503 and why). */
export function healthRoutes(readiness: ReadinessProbe): readonly RestRoute[] {
  return [
    {
      method: 'GET',
      path: '/healthz',
      handle: async () => ({ status: 200, body: { kind: 'json', value: { alive: true } } }),
    },
    {
      method: 'GET',
      path: '/readyz',
      handle: async () => {
        const value = readiness();
        return { status: value.ready ? 200 : 503, body: { kind: 'json', value } };
      },
    },
  ];
}
