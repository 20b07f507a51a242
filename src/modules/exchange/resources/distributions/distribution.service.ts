import { createHmac, randomBytes } from 'node:crypto';
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import {
  distributionMachine,
  numberOf,
  periodStart,
  type Every,
  type Identification,
} from '../../../../domain/exchange/distribution.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { heldStock, mustBeAvailable, takeOut, tellStock } from '../stock/held-stock.service.ts';
import { Stock } from '../stock/stock.entity.ts';
import { Distribution } from './distribution.entity.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface OpenDistribution extends Keyed {
  readonly resourceId: string;
  readonly title: string;
  readonly identifiedBy: Identification;
  readonly amountEach: string;
  readonly perPerson: number;
  readonly every: Every;
}
interface HandOut extends Keyed {
  readonly distributionId: string;
  readonly number: string;
}
interface CloseDistribution extends Keyed {
  readonly distributionId: string;
  readonly expectedVersion: number;
}

const KEY_BYTES = 32;

/** What of a stock persons are given, each as often as the rule says. Nobody's number is kept. */
export class DistributionService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  open(viewer: Viewer, input: OpenDistribution): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'openDistribution', input }, async (act) => {
      const held = await heldStock(act, input.resourceId);
      const { title, identifiedBy, amountEach, perPerson, every } = input;
      const distribution = act.em.create(Distribution, {
        id: act.newId('distribution'),
        stockId: held.stock.id,
        ...{ title, identifiedBy, amountEach, perPerson, every },
        state: 'OPEN',
        openedAt: act.now,
        version: 1,
      });
      await act.em.flush();
      const insert = 'insert into exchange.distribution_key (distribution_id, secret) values ($1::uuid, $2::bytea)';
      await act.run(insert, [distribution.id, randomBytes(KEY_BYTES)]);
      return tell(act, 'distribution:opened', distribution, held.stock.ownerUnitId);
    });
  }

  /** Of many who hand out the last one, or hand out to one person at once, one does. */
  handOut(viewer: Viewer, input: HandOut): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'handOut', input }, async (act) => {
      const { distribution, resourceId } = await found(act, input.distributionId);
      const number = numberOf(distribution.identifiedBy, input.number);
      // Who hands out of the stock waits here for who did before, and then sees what was done.
      const held = await heldStock(act, resourceId);
      const { id, amountEach } = await act.lock(Distribution, 'distribution', distribution.id);
      mustBe(distributionMachine, distribution, 'handOut', 'OPEN');
      const mark = createHmac('sha256', await keyOf(act, id))
        .update(number)
        .digest();
      const since = periodStart(distribution.every, act.now);
      const had = await hadBefore(act, id, mark, since);
      if (had >= distribution.perPerson) throw hadTheirs(distribution);
      mustBeAvailable(act, held, amountEach);
      takeOut(act, held, amountEach, { kind: 'ISSUED', distributionId: id });
      await act.em.flush();
      await act.run(
        'insert into exchange.hand_out (distribution_id, person_mark, period_start, ordinal, handed_at) values ($1::uuid, $2::bytea, $3::date, $4, $5::timestamptz)',
        [id, mark, since, had + 1, act.now.toISOString()],
      );
      await tellStock(act, 'stock:moved', held, { kind: 'ISSUED' });
      return tell(act, 'distribution:handed-out', distribution, held.stock.ownerUnitId);
    });
  }

  /** Ends it for good: the key goes with it, and no number leads to what was handed out any more. */
  close(viewer: Viewer, input: CloseDistribution): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'closeDistribution', input }, async (act) => {
      const { distribution: seen, ownerUnitId } = await found(act, input.distributionId);
      const distribution = await act.lock(Distribution, 'distribution', seen.id);
      distribution.state = advance(distributionMachine, distribution, 'CLOSED', 'close');
      act.expectVersion('distribution', distribution, input.expectedVersion);
      distribution.closedAt = act.now;
      await act.em.flush();
      return tell(act, 'distribution:closed', distribution, ownerUnitId);
    });
  }
}

interface Found {
  readonly distribution: Distribution;
  readonly resourceId: string;
  readonly ownerUnitId: string;
}

/** For who acts for the unit that has the stock. */
async function found(act: Act, given: string): Promise<Found> {
  const distribution = await act.get(Distribution, 'distribution', parseId('distribution', given));
  const { resourceId, ownerUnitId } = await act.get(Stock, 'stock', distribution.stockId);
  act.assertCan('distribution:keep', { ownerUnitId }, 'distribution', distribution);
  return { distribution, resourceId: globalId('resource', resourceId), ownerUnitId };
}

async function keyOf(act: Act, id: string): Promise<Buffer> {
  const [row] = await act.run<{ secret: Buffer }>(
    'select secret from exchange.distribution_key where distribution_id = $1::uuid',
    [id],
  );
  if (row === undefined) throw new Error('a distribution that is open has no key');
  return row.secret;
}

async function hadBefore(act: Act, id: string, mark: Buffer, since: string): Promise<number> {
  const [row] = await act.run<{ had: number }>(
    'select count(*)::integer as had from exchange.hand_out where distribution_id = $1::uuid and person_mark = $2::bytea and period_start = $3::date',
    [id, mark, since],
  );
  return row?.had ?? 0;
}

const periods: Readonly<Record<Every, { readonly zh: string; readonly en: string }>> = {
  EVER: { zh: '本次发放', en: 'in this distribution' },
  DAY: { zh: '今日', en: 'today' },
  MONTH: { zh: '本月', en: 'this month' },
  YEAR: { zh: '今年', en: 'this year' },
};

function hadTheirs({ id, perPerson, every }: Distribution): RefusalError {
  const { zh, en } = periods[every];
  return RefusalError.of('ALREADY_DONE', {
    ...{ kind: 'distribution', id },
    what: {
      zh: `此人${zh}已领取 ${perPerson} 次，达到每人限领次数，不能再发。`,
      en: `This person has had theirs ${en}, ${perPerson} of ${perPerson}: give them no more.`,
    },
  });
}

function tell(act: Act, action: string, of: Distribution, ownerUnitId: string): { distribution: string } {
  const { state } = of;
  act.record(action, 'distribution', of, { unitIds: [ownerUnitId], body: { state } });
  return { distribution: of.id };
}
