/** `/livez`: the process runs. `/readyz`: it can answer, and is not about to stop. */
import type { HttpServer } from './server.ts';

export class Health {
  #check: (() => Promise<boolean>) | null = null;
  #isDraining = false;

  /** From now on `/readyz` asks the database. */
  readyWhen(check: () => Promise<boolean>): void {
    this.#check = check;
  }

  drain(): void {
    this.#isDraining = true;
  }

  async status(): Promise<'ready' | 'starting' | 'draining' | 'unavailable'> {
    if (this.#isDraining) return 'draining';
    if (this.#check === null) return 'starting';
    return (await this.#check()) ? 'ready' : 'unavailable';
  }
}

export function mountHealth(server: HttpServer, health: Health): void {
  server.get('/livez', () => ({ status: 'alive' }));
  server.get('/readyz', async (_request, reply) => {
    const status = await health.status();
    return reply.code(status === 'ready' ? 200 : 503).send({ status });
  });
}
