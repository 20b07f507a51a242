/** What a unit that is dissolved shares or is let read ends with it, in the act that dissolves it. */
import type { Hears } from '../../../data/unit-of-work.ts';
import { sharingMachine } from '../../../domain/access/sharing.ts';
import { advance } from '../../../domain/lifecycle.ts';
import { endedAt } from '../../../domain/validity.ts';
import { SharingAgreement } from './sharing.entity.ts';
import { remember } from './sharing.service.ts';

const REASON = '其中一方单位已注销。';

const LASTING = `
select id from access.sharing_agreement
where $1::uuid in (provider_unit_id, consumer_unit_id) and state in ('REQUESTED', 'GRANTED') order by id`;

export const dissolutions: Hears = {
  'unit:dissolved': async (act, { unitIds: [unitId] }) => {
    if (unitId === undefined) return;
    for (const { id } of await act.run<{ id: string }>(LASTING, [unitId])) {
      const agreement = await act.lock(SharingAgreement, 'sharing', id);
      const to = agreement.state === 'REQUESTED' && agreement.providerUnitId === unitId ? 'REFUSED' : 'WITHDRAWN';
      agreement.state = advance(sharingMachine, agreement, to, 'end');
      agreement.decidedAt ??= act.now;
      if (agreement.valid != null) agreement.valid = endedAt(agreement.valid, act.now);
      agreement.reason = REASON;
      await remember(act, `sharing:${to.toLowerCase()}`, agreement);
    }
  },
};
