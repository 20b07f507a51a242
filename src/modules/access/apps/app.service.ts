import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { parseId } from '../../../domain/ids.ts';
import { App } from './app.entity.ts';

interface RegisterApp {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly vendor: string;
  readonly purpose: string;
}

interface RetireApp {
  readonly idempotencyKey: string;
  readonly appId: string;
  readonly expectedVersion: number;
}

export class AppService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The unit acted for answers for the app. */
  register(viewer: Viewer, input: RegisterApp): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'registerApp', input }, (act) => {
      act.assertCan('app:register', { ownerUnitId: act.unit });
      const { name, vendor, purpose } = input;
      const app = act.em.create(App, {
        id: act.newId('app'),
        ...{ name, vendor, purpose },
        createdAt: act.now,
        ownerUnitId: act.unit,
        version: 1,
      });
      act.record('app:registered', 'app', app);
      return Promise.resolve({ app: app.id });
    });
  }

  /** From this instant on it reads nothing, wherever it is installed: its keys are revoked. */
  retire(viewer: Viewer, input: RetireApp): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'retireApp', input }, async (act) => {
      const app = await lockOwnApp(act, 'app:retire', input.appId);
      act.expectVersion('app', app, input.expectedVersion);
      app.retiredAt = act.now;
      await act.em.flush();
      await act.run(
        `update access.app_key set valid = valid * tstzrange(null, $2::timestamptz), revoked_at = $2::timestamptz,
           version = version + 1
         where app_id = $1 and revoked_at is null`,
        [app.id, act.now.toISOString()],
      );
      act.record('app:retired', 'app', app);
      return { app: app.id };
    });
  }
}

/** The app, which is not retired and which the unit acted for administers, locked. */
export async function lockOwnApp(act: Act, action: 'app:retire' | 'app:make-key', id: string): Promise<App> {
  const app = await act.lock(App, 'app', parseId('app', id));
  act.assertCan(action, { ownerUnitId: app.ownerUnitId ?? null }, 'app', app);
  mustBeInUse(app);
  return app;
}

export function mustBeInUse(app: App): void {
  if (app.retiredAt == null) return;
  const is = { zh: '已停用', en: 'is retired' };
  throw RefusalError.of('ALREADY_DONE', { kind: 'app', id: app.id, is });
}
