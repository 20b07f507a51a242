/** A unit that was registered by mistake goes again, while nothing came of it. */
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { REGISTRATION_DAYS } from '../../../../domain/directory/unit.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustTellNothing } from '../../../../domain/privacy/reason.ts';
import { holdRegister, mayRegister } from '../unit/register.service.ts';
import type { Unit } from '../unit/unit.entity.ts';
import { inTheWay } from './in-the-way.service.ts';
import { registeredUnit } from './registered-unit.service.ts';

interface WithdrawRegistration {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly reason: string;
}

const DAY_MS = 24 * 60 * 60_000;

export class WithdrawalService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  withdraw(viewer: Viewer, input: WithdrawRegistration): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawRegistration', input }, async (act) => {
      const allianceId = await mayRegister(act);
      const { reason } = input;
      mustTellNothing(reason);
      // Whoever registers one of its numbers meanwhile finds it free, or waits.
      await holdRegister(act);
      const unit = await registeredUnit(act, 'unit:withdraw-registration', allianceId, parseId('unit', input.unitId));
      mustBeRecent(act, unit);
      await mustBeUnused(act, unit.id);
      const withdrawal = act.newId('withdrawal');
      await act.run(WITHDRAW, [withdrawal, unit.id, allianceId, reason, act.now.toISOString()]);
      const { kind, version } = unit;
      act.record('unit:registration-withdrawn', 'unit', { id: unit.id, version }, { allianceId, body: { kind } });
      return { withdrawal };
    });
  }
}

const WITHDRAW = 'select directory.withdraw_registration($1::uuid, $2::uuid, $3::uuid, $4, $5::timestamptz)';

function mustBeRecent({ now }: Act, { createdAt }: Unit): void {
  if (now.getTime() < createdAt.getTime() + REGISTRATION_DAYS * DAY_MS) return;
  throw RefusalError.invalid(
    ['input', 'unitId'],
    `登记满 ${REGISTRATION_DAYS} 日后不能撤销。确不存在的单位，请邀请其管理员（inviteFirstAdministrator）后由其注销（dissolveUnit）；与另一单位重复的，请合并（mergeUnits）。`,
    `A registration is withdrawn within ${REGISTRATION_DAYS} days. Where it is the same as another unit, merge them (mergeUnits); else invite its administrator (inviteFirstAdministrator), who may dissolve it (dissolveUnit).`,
  );
}

/** Throws `INVALID_INPUT` that names what hangs on the unit. */
async function mustBeUnused(act: Act, id: string): Promise<void> {
  const named = await inTheWay(act, id);
  if (named.length === 0) return;
  const [zh, en] = [named.map((one) => one.zh).join('、'), named.map((one) => one.en).join(', ')];
  throw RefusalError.invalid(
    ['input', 'unitId'],
    `该单位名下已有${zh}，登记不能撤销；请先撤回它们，已生效而留有记录的，由该单位的管理员注销该单位（dissolveUnit）。`,
    `The unit has ${en}, and its registration stays: take those back first; where a record of them remains, an administrator of the unit may dissolve it (dissolveUnit).`,
  );
}
