import { Decimal } from 'decimal.js';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { mustBeCountedSo, mustBeExact, mustHold, type Dimension } from '../../../../domain/exchange/ledger.ts';
import { parseId } from '../../../../domain/ids.ts';
import { Account } from './account.entity.ts';
import { tellOpened } from './opened.service.ts';

interface OpenAccount {
  readonly idempotencyKey: string;
  readonly dimension: Dimension;
  readonly unit: string;
}
interface SetLimit {
  readonly idempotencyKey: string;
  readonly accountId: string;
  readonly creditLimit: string;
  readonly ceiling?: string | null;
  readonly expectedVersion: number;
}

/** Accounts of units in alliances: opened by the unit, limited by the coordinators. */
export class AccountService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  open(viewer: Viewer, input: OpenAccount): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'openAccount', input, inHat: true }, async (act) => {
      const allianceId = await act.alliance();
      act.assertCan('account:open', { allianceId });
      const { dimension, unit: basis } = input;
      mustBeCountedSo(dimension, basis, ['input', 'unit']);
      const of = { allianceId, kind: 'UNIT' as const, unitId: act.unit, dimension, basis };
      const there = await act.em.findOne(Account, of);
      if (there !== null) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'account', id: there.id, what: openedAlready });
      }
      const account = act.em.create(Account, { id: act.newId('account'), ...of, openedAt: act.now, version: 1 });
      await act.em.flush();
      tellOpened(act, { id: account.id, allianceId, unitId: act.unit });
      return { account: account.id };
    });
  }

  /** Whoever posts to it waits, or is waited for: what was posted under the limits of before is held by those of now. */
  setLimit(viewer: Viewer, input: SetLimit): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setAccountLimit', input }, async (act) => {
      const seen = await act.see(Account, 'account', parseId('account', input.accountId));
      act.mustFitHat('account', seen, seen);
      act.assertCan('account:limit', seen, 'account', seen);
      if (seen.kind !== 'UNIT') throw agreedLimit();
      const { creditLimit, ceiling = null } = input;
      mustBeExact(seen.dimension, creditLimit, ['input', 'creditLimit']);
      mustBeExact(seen.dimension, ceiling ?? '0', ['input', 'ceiling']);
      const account = await act.lock(Account, 'account', seen.id);
      if (new Decimal(creditLimit).greaterThan(account.creditLimit)) {
        act.assertCan('account:credit', { unitId: account.unitId ?? null }, 'account', account);
      }
      act.expectVersion('account', account, input.expectedVersion);
      mustHold(account, { creditLimit, ceiling });
      account.creditLimit = creditLimit;
      account.ceiling = ceiling;
      await act.em.flush();
      const { allianceId, unitId } = account;
      act.record('account:limited', 'account', account, { allianceId, unitIds: [unitId ?? act.unit] });
      return { account: account.id };
    });
  }
}

const agreedLimit = (): RefusalError =>
  RefusalError.invalid(
    ['input', 'accountId'],
    '清算账户的限额由两个联盟约定，不能单方调整；如需调整，请另行提出清算（proposeClearing）。',
    'How far a clearing goes is agreed by two alliances, and not set by one: propose another (proposeClearing).',
  );

const openedAlready = {
  zh: '本单位在该联盟已有这一维度和计量单位的账户，无需重复开立。',
  en: 'Your unit has an account of that dimension and unit of measure in the alliance already; there is nothing left to do.',
};
