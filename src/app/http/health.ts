/** `/livez`: the process runs. `/readyz`: it can answer, and is not about to stop; and how what it looks after stands. */
import type { Components, Readiness } from '../readiness.ts';
import type { HttpServer } from './server.ts';

interface Told {
  readonly status: 'ready' | 'starting' | 'draining' | 'unavailable';
  readonly components?: Components;
}

export class Health {
  #readiness: Readiness | null = null;
  #isDraining = false;

  /** From now on `/readyz` asks the database. */
  readyWhen(readiness: Readiness): void {
    this.#readiness = readiness;
  }

  drain(): void {
    this.#isDraining = true;
  }

  async told(): Promise<Told> {
    if (this.#isDraining) return { status: 'draining' };
    if (this.#readiness === null) return { status: 'starting' };
    if (!(await this.#readiness.isReady())) return { status: 'unavailable' };
    // Gone meanwhile: the next one asks again.
    const components = await this.#readiness.components().catch(() => null);
    return components === null ? { status: 'unavailable' } : { status: 'ready', components };
  }
}

export function mountHealth(server: HttpServer, health: Health): void {
  server.get('/livez', () => ({ status: 'alive' }));
  server.get('/readyz', async (_request, reply) => {
    const told = await health.told();
    return reply.code(told.status === 'ready' ? 200 : 503).send(told);
  });
}
