/** The first administrator of a unit: somebody must be first, and is invited by the operator of the exchange. */
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import { operatorApp } from '../../../../domain/access/operator.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustLast } from '../../units/life/stage.service.ts';
import { Unit } from '../../units/unit/unit.entity.ts';
import { invited } from './invitation.service.ts';

interface InviteAdministrator {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly personName: string;
}

export class OperatorInvitationService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Invites in the operator's name, for the record of the unit. No field of the API leads here. */
  invite(now: Date, requestId: string, input: InviteAdministrator): Promise<Done> {
    const viewer: Viewer = {
      subject: { kind: 'APP', app: operatorApp.id },
      ...{ credential: null, actingUnit: null, actingAlliance: null },
      ...{ now, locale: 'zh-CN', requestId },
    };
    return this.#work.run({ viewer, mutation: 'operator:invite', input }, async (act) => {
      const unit = await act.get(Unit, 'unit', parseId('unit', input.unitId));
      await mustLast(act, unit.id, 'appoint');
      const { id, name, vendor, purpose } = operatorApp;
      // Whoever reads the record finds by name who it was.
      await act.run(
        `insert into access.app (id, name, vendor, purpose, created_at) values ($1, $2, $3, $4, $5::timestamptz)
         on conflict do nothing`,
        [id, name, vendor, purpose, now.toISOString()],
      );
      act.recordFor(unit.id);
      return invited(act, {
        ...{ unitId: unit.id, title: '单位管理员', role: 'ADMINISTRATOR', personName: input.personName },
        ...{ allianceId: null, since: null, until: null, delegatedFrom: null, invitedBy: null },
      });
    });
  }
}
