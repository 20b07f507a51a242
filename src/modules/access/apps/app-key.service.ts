import { randomBytes } from 'node:crypto';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import { MOST_KEYS } from '../../../domain/access/app-keys.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { globalId, parseId } from '../../../domain/ids.ts';
import { validBetween } from '../../../domain/validity.ts';
import { APP_KEY_BYTES, makeAppKey } from '../../../platform/identity/app-key.ts';
import type { AppKey } from './app.entity.ts';
import { lockOwnApp } from './app.service.ts';

interface CreateAppKey {
  readonly idempotencyKey: string;
  readonly appId: string;
  readonly name: string;
  readonly days: number;
}

interface RevokeAppKey {
  readonly idempotencyKey: string;
  readonly keyId: string;
  readonly expectedVersion: number;
}

const DAY_MS = 86_400_000;

type KeyRow = Pick<AppKey, 'appId' | 'version'> & {
  readonly revokedAt: Date | null;
  readonly ownerUnitId: string | null;
};

export class AppKeyService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Makes a key, whose text is told with this answer and kept nowhere. */
  create(viewer: Viewer, input: CreateAppKey): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'createAppKey', input }, async (act) => {
      const app = await lockOwnApp(act, 'app:make-key', input.appId);
      const [{ count } = { count: 0 }] = await act.run<{ count: number }>(
        'select count(*)::integer as count from access.app_key where app_id = $1 and valid @> $2::timestamptz',
        [app.id, act.now.toISOString()],
      );
      if (count >= MOST_KEYS) {
        throw RefusalError.invalid(
          ['input', 'appId'],
          `应用 ${globalId('app', app.id)} 已有 ${count} 个有效密钥，最多 ${MOST_KEYS} 个；请先吊销不用的（revokeAppKey）。`,
          `The app ${globalId('app', app.id)} has ${count} valid keys, and may have ${MOST_KEYS}: revoke those not in use first (revokeAppKey).`,
        );
      }
      const { text, prefix, hash } = makeAppKey(randomBytes(APP_KEY_BYTES));
      const id = act.newId('key');
      const until = new Date(act.now.getTime() + input.days * DAY_MS);
      await act.run(
        `insert into access.app_key (id, app_id, name, hash, prefix, valid, created_at)
         values ($1, $2, $3, $4, $5, $6::tstzrange, $7::timestamptz)`,
        [id, app.id, input.name, hash, prefix, validBetween(act.now, until), act.now.toISOString()],
      );
      act.record('app:key-made', 'key', { id }, { body: { app: globalId('app', app.id) } });
      act.showOnce('secret', text);
      return { appKey: id };
    });
  }

  /** From this instant on the key opens nothing: the very next request with it is refused. */
  revoke(viewer: Viewer, input: RevokeAppKey): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'revokeAppKey', input }, async (act) => {
      const id = parseId('key', input.keyId);
      // Row-level security hides it from whoever does not administer the unit that answers for the app.
      const [key] = await act.run<KeyRow>(
        `select k.app_id as "appId", k.version, k.revoked_at as "revokedAt", a.owner_unit_id as "ownerUnitId"
         from access.app_key k join access.app a on a.id = k.app_id where k.id = $1 for update of k`,
        [id],
      );
      if (key === undefined) throw RefusalError.notFound('key', id);
      act.assertCan('app:revoke-key', key, 'key', { id });
      if (key.revokedAt !== null) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'key', id, is: { zh: '已吊销', en: 'is revoked' } });
      }
      act.expectVersion('key', { id, version: key.version }, input.expectedVersion);
      await act.run(
        `update access.app_key set valid = valid * tstzrange(null, $2::timestamptz), revoked_at = $2::timestamptz,
           version = version + 1
         where id = $1`,
        [id, act.now.toISOString()],
      );
      const app = globalId('app', key.appId);
      act.record('app:key-revoked', 'key', { id, version: key.version + 1 }, { body: { app } });
      return { appKey: id };
    });
  }
}
