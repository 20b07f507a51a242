import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import { lapsed, sharingMachine, type DataKind, type SharingState } from '../../../domain/access/sharing.ts';
import { mustEndInTime, narrowed, type Granted, type Terms } from '../../../domain/access/sharing-terms.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { parseId } from '../../../domain/ids.ts';
import { advance, mustBe } from '../../../domain/lifecycle.ts';
import type { Tried } from '../../../domain/tried.ts';
import { endedAt, validBetween } from '../../../domain/validity.ts';
import { lockItem } from '../catalogue/catalogue.service.ts';
import { mustBePurpose } from '../purposes.service.ts';
import { hasLapsed, mustBeShareable, mustBeUnit, mustNotBeShared } from './asked.service.ts';
import { SharingAgreement } from './sharing.entity.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface RequestSharing extends Keyed, Terms {
  readonly providerUnitId: string;
  readonly kind: DataKind;
  readonly purpose: string;
  readonly statement: string;
}
interface Decide extends Keyed {
  readonly agreementId: string;
  readonly expectedVersion: number;
}
interface Reasoned extends Decide {
  readonly reason: string;
}

export class SharingService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Asks for data of another unit. What that shares without condition is granted with it: no approval is needed. */
  request(viewer: Viewer, input: RequestSharing): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'requestSharing', input }, async (act) => {
      const consumerUnitId = act.unit;
      act.assertCan('sharing:request', { consumerUnitId });
      const { kind, purpose, precision, mayReshare, until, statement } = input;
      const providerUnitId = parseId('unit', input.providerUnitId);
      await mustBeUnit(act, providerUnitId);
      await mustBePurpose(act, purpose);
      mustEndInTime(until, act.now);
      const item = await lockItem(act, providerUnitId, kind);
      mustBeShareable('sharing:request', item);
      await mustNotBeShared(act, { providerUnitId, consumerUnitId, kind, purpose }, { precision, mayReshare, until });
      const isGranted = item?.attribute === 'UNCONDITIONAL';
      const agreement = act.em.create(SharingAgreement, {
        id: act.newId('sharing'),
        ...{ providerUnitId, consumerUnitId, kind, purpose, precision, mayReshare, statement },
        state: isGranted ? 'GRANTED' : 'REQUESTED',
        requestedAt: act.now,
        requestedUntil: until,
        decidedAt: isGranted ? act.now : null,
        valid: isGranted ? validBetween(act.now, until) : null,
        version: 1,
      });
      const outcome = await remember(act, 'sharing:requested', agreement);
      return isGranted ? remember(act, 'sharing:granted', agreement) : outcome;
    });
  }

  /** The unit that provides grants what was asked for, or less. */
  grant(viewer: Viewer, input: Decide & Granted): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'grantSharing', input }, async (act) => {
      const agreement = await decided(act, input, 'GRANTED', 'grant');
      mustBeShareable('sharing:decide', await lockItem(act, agreement.providerUnitId, agreement.kind));
      const { precision, mayReshare, requestedUntil } = agreement;
      const terms = narrowed({ precision, mayReshare, until: requestedUntil }, input, act.now);
      agreement.precision = terms.precision;
      agreement.mayReshare = terms.mayReshare;
      agreement.valid = validBetween(act.now, terms.until);
      return remember(act, 'sharing:granted', agreement);
    });
  }

  refuse(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'refuseSharing', input }, async (act) => {
      const agreement = await decided(act, input, 'REFUSED', 'refuse');
      agreement.reason = input.reason;
      return remember(act, 'sharing:refused', agreement);
    });
  }

  /** Ends what is shared on the very next request. What is only asked for is taken back by the unit that asked. */
  withdraw(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawSharing', input }, async (act) => {
      const agreement = await act.lock(SharingAgreement, 'sharing', parseId('sharing', input.agreementId));
      act.assertCan('sharing:withdraw', agreement, 'sharing', agreement);
      if (agreement.state === 'REQUESTED' && act.unit === agreement.providerUnitId) {
        mustBe(sharingMachine, agreement, 'withdraw', 'GRANTED');
      }
      if (agreement.state === 'GRANTED' && (await hasLapsed(act, agreement))) {
        throw RefusalError.of('WRONG_STATE', { kind: 'sharing', id: agreement.id, act: 'withdraw', ...lapsed });
      }
      agreement.state = advance(sharingMachine, agreement, 'WITHDRAWN', 'withdraw');
      act.expectVersion('sharing', agreement, input.expectedVersion);
      agreement.decidedAt ??= act.now;
      if (agreement.valid != null) agreement.valid = endedAt(agreement.valid, act.now);
      agreement.reason = input.reason;
      return remember(act, 'sharing:withdrawn', agreement);
    });
  }
}

/** The request, answered by the unit that provides. */
async function decided(act: Act, input: Decide, to: SharingState, tried: Tried): Promise<SharingAgreement> {
  const agreement = await act.lock(SharingAgreement, 'sharing', parseId('sharing', input.agreementId));
  act.assertCan('sharing:decide', agreement, 'sharing', agreement);
  agreement.state = advance(sharingMachine, agreement, to, tried);
  act.expectVersion('sharing', agreement, input.expectedVersion);
  agreement.decidedAt = act.now;
  return agreement;
}

export async function remember(
  act: Act,
  action: string,
  agreement: SharingAgreement,
): Promise<{ sharingAgreement: string }> {
  await act.em.flush();
  const { providerUnitId, consumerUnitId, state, kind, purpose, precision, mayReshare } = agreement;
  const unitIds = [providerUnitId, consumerUnitId];
  act.record(action, 'sharing', agreement, { unitIds, body: { state, kind, purpose, precision, mayReshare } });
  return { sharingAgreement: agreement.id };
}
