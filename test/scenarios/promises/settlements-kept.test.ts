/** Whatever happens afterwards, a sheet stays as it was drawn up; and confirmed sheets add up to what was confirmed. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '../../../src/domain/quantity.ts';
import {
  AgreementNowDocument,
  ConfirmDeliveryDocument,
  DisputeDeliveryDocument,
  RejectSettlementDocument,
  type SettlementNowFragment,
} from '../../generated/operations.ts';
import { isQuick, scaled } from '../../support/scale.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import {
  drawnUp,
  later,
  recorded,
  rehashed,
  settledBy,
  sheetNow,
  spaceForSessions,
  takenBack,
  type Exchange,
} from './settlement-steps.ts';

const step = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant('RECORD' as const),
      amount: fc.integer({ min: 1, max: 2 }),
      daysAgo: fc.nat(3),
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      kind: fc.constantFrom('CONFIRM' as const, 'DISPUTE' as const, 'REVERSE' as const),
      which: fc.nat(5),
    }),
    weight: 5,
  },
  {
    arbitrary: fc.record({
      kind: fc.constantFrom('SETTLE' as const, 'REJECT' as const, 'LEAVE' as const),
      ends: fc.constantFrom(0, 1),
    }),
    weight: 2,
  },
);

interface Recorded {
  readonly id: string;
  readonly amount: string;
  readonly occurredAt: Date;
}

/** Of what counts, as much as was delivered before that day. */
const countsBefore = (counting: readonly Recorded[], day: string): string =>
  sum(counting.filter(({ occurredAt }) => occurredAt < new Date(`${day}T00:00:00+08:00`)).map(({ amount }) => amount));

/** Whose turn it is to draw one up: one waits of each, and two at most are left waiting. */
const nextOf = ({ mall, community, street }: Exchange, waiting: number): Actor =>
  there([mall, community, street][waiting]);

/** What of a sheet may change: who has answered, and what became of it. */
const frozen = ({ state: _, parties, settledAt: __, version: ___, ...rest }: SettlementNowFragment) => ({
  ...rest,
  parties: parties.map(({ unit }) => unit),
});

test('sheets stay as they were drawn up, and those that are confirmed add up', async () => {
  await using world = await createWorld();
  let cast: Parameters<typeof spaceForSessions>[1] = await world.alliance(
    '慈邻',
    'street',
    'mall',
    'community',
    'power',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      cast = await later(world, there(cast), 0);
      let where = await spaceForSessions(world, cast);
      const begun = world.clock.now().getTime();
      const open: Recorded[] = [];
      const counting: Recorded[] = [];
      const drawn: SettlementNowFragment[] = [];
      const waiting = new Set<string>();
      let from = world.clock.day(0, '00:00').slice(0, 10);
      const take = (some: Recorded[], which: number): Recorded | undefined =>
        some.splice(which % Math.max(some.length, 1), 1)[0];
      for (const one of steps) {
        where = await later(world, where, 1);
        if (one.kind === 'RECORD') {
          const amount = String(one.amount);
          const occurredAt = new Date(Math.max(begun, world.clock.now().getTime() - one.daysAgo * 86_400_000));
          const id = await recorded(where, amount, { occurredAt: occurredAt.toISOString() });
          open.push({ id, amount, occurredAt });
        } else if ('which' in one) {
          const found = take(one.kind === 'REVERSE' ? counting : open, one.which);
          if (found === undefined) continue;
          const said = { deliveryId: found.id };
          if (one.kind === 'REVERSE') await takenBack(where, found.id);
          else if (one.kind === 'DISPUTE') {
            await where.community.do(DisputeDeliveryDocument, { ...said, reason: '未到场' });
          } else {
            await where.community.do(ConfirmDeliveryDocument, said);
            counting.push(found);
          }
        } else {
          const until = world.clock.day(one.ends, '00:00').slice(0, 10);
          if (until <= from) continue;
          const sheet = await drawnUp(where, { from, until }, nextOf(where, waiting.size));
          drawn.push(sheet);
          expect(there(sheet.lines[0]).confirmedInAll.value).toBe(countsBefore(counting, until));
          expect(there(sheet.lines[0]).confirmedWithin.value).not.toContain('-');
          if (one.kind === 'SETTLE') {
            await settledBy(where, sheet);
            waiting.clear();
            from = until;
          } else if (one.kind === 'LEAVE' && waiting.size < 2) waiting.add(sheet.id);
          else await where.community.do(RejectSettlementDocument, { settlementId: sheet.id, reason: '再核对' });
        }
      }
      where = await later(world, where, 1);
      const days = { from, until: world.clock.day(1, '00:00').slice(0, 10) };
      const last = await drawnUp(where, days, nextOf(where, waiting.size));
      await settledBy(where, last);
      for (const sheet of drawn) {
        const now = await sheetNow(where.street, sheet.id);
        expect(frozen(now)).toEqual(frozen(sheet));
        if (!isQuick || sheet === drawn[0]) expect(rehashed(now)).toBe('一致');
      }
      const states = await Promise.all([...drawn, last].map(({ id }) => sheetNow(where.mall, id)));
      const figures = states.filter(({ state }) => state === 'CONFIRMED').map(({ lines }) => there(lines[0]));
      const counted = sum(figures.flatMap((line) => [line.confirmedWithin.value, line.confirmedLate.value]));
      const { agreement } = await where.mall.ask(AgreementNowDocument, { id: where.agreementId });
      expect(counted).toBe(there(agreement).commitments.nodes[0]?.fulfilled.value);
      expect(there(last.lines[0]).confirmedInAll.value).toBe(counted);
    }),
    { numRuns: scaled(4, 40) },
  );
});
