import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { AppScope } from '../../../domain/access/roles.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { parseId } from '../../../domain/ids.ts';
import { endedAt, validBetween } from '../../../domain/validity.ts';
import { mustBePurpose } from '../purposes.service.ts';
import { App, Installation } from './app.entity.ts';
import { mustBeInUse } from './app.service.ts';

interface InstallApp {
  readonly idempotencyKey: string;
  readonly appId: string;
  readonly scopes: readonly string[];
  readonly purpose: string;
  readonly until?: Date | null;
}

interface UninstallApp {
  readonly idempotencyKey: string;
  readonly installationId: string;
  readonly expectedVersion: number;
}

export class InstallationService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Lets the app read of the alliance of the hat what the scopes say: once at a time for each unit and alliance. */
  install(viewer: Viewer, input: InstallApp): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'installApp', input }, async (act) => {
      act.assertCan('app:install', { ownerUnitId: act.unit });
      const allianceId = await act.alliance();
      if (input.until != null && input.until <= act.now) {
        throw RefusalError.invalid(
          ['input', 'until'],
          'input.until 已经过去，请给出将来的时间。',
          'input.until is in the past: name a time to come.',
        );
      }
      await mustBePurpose(act, input.purpose);
      // Two installations of one app wait for each other here.
      const app = await act.lock(App, 'app', parseId('app', input.appId));
      mustBeInUse(app);
      const [there] = await act.run<{ id: string }>(
        `select id from access.installation where app_id = $1 and unit_id = $2 and alliance_id = $3 and valid @> $4::timestamptz`,
        [app.id, act.unit, allianceId, act.now.toISOString()],
      );
      if (there !== undefined) {
        const what = {
          zh: '本单位已在该联盟安装此应用；要改变权限范围，请先卸载（uninstallApp）再安装。',
          en: 'Your unit has the app installed in this alliance: to change what it may read, uninstall it (uninstallApp) and install it anew.',
        };
        throw RefusalError.of('ALREADY_DONE', { kind: 'installation', id: there.id, what });
      }
      const installation = act.em.create(Installation, {
        id: act.newId('installation'),
        appId: app.id,
        unitId: act.unit,
        allianceId,
        scopes: [...input.scopes].sort() as AppScope[],
        purpose: input.purpose,
        valid: validBetween(act.now, input.until ?? null),
        createdAt: act.now,
        version: 1,
      });
      const { scopes, purpose } = installation;
      act.record('app:installed', 'installation', installation, { allianceId, body: { scopes, purpose } });
      return { installation: installation.id };
    });
  }

  /** From this instant on the app reads nothing by it. */
  uninstall(viewer: Viewer, input: UninstallApp): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'uninstallApp', input }, async (act) => {
      const id = parseId('installation', input.installationId);
      const installation = await act.lock(Installation, 'installation', id);
      const { unitId, allianceId } = installation;
      act.assertCan('app:uninstall', { ownerUnitId: unitId, allianceId }, 'installation', installation);
      const [{ holds } = { holds: false }] = await act.run<{ holds: boolean }>(
        'select valid @> $2::timestamptz as holds from access.installation where id = $1',
        [id, act.now.toISOString()],
      );
      if (!holds) {
        const is = { zh: '已失效', en: 'has ended' };
        throw RefusalError.of('ALREADY_DONE', { kind: 'installation', id, is });
      }
      act.expectVersion('installation', installation, input.expectedVersion);
      installation.valid = endedAt(installation.valid, act.now);
      await act.em.flush();
      act.record('app:uninstalled', 'installation', installation, { allianceId, unitIds: [unitId, act.unit] });
      return { installation: id };
    });
  }
}
