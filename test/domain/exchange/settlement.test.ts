/** Sheets that follow one another, whatever is delivered, confirmed, disputed and reversed between them. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { settled, settlementText, type Promised, type ToSettle } from '../../../src/domain/exchange/settlement.ts';
import { remaining, sum } from '../../../src/domain/quantity.ts';
import { there } from '../../scenarios/story.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-01-01T00:00:00+08:00');

const promises: readonly Promised[] = [
  { id: 'sessions', rank: 1, from: 'mall', to: 'community', title: '技能培训', quantity: '60.0000', unit: '场' },
  { id: 'hall', rank: 2, from: 'community', to: 'mall', title: '大厅', quantity: '8', unit: '次' },
];

interface Recorded {
  readonly day: number;
  readonly commitment: string;
  readonly quantity: string;
}
type Step = { readonly record: Recorded } | { readonly say: number; readonly as: string } | { readonly settle: number };

const quantity = fc.integer({ min: 1, max: 90_000 }).map((tenthousandths) => (tenthousandths / 10_000).toFixed(4));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({ day: fc.nat({ max: 60 }), commitment: fc.constantFrom('sessions', 'hall'), quantity })
    .map((record) => ({ record })),
  fc.record({ say: fc.nat({ max: 20 }), as: fc.constantFrom('CONFIRMED', 'DISPUTED', 'REVERSED') }),
  fc.record({ settle: fc.integer({ min: 1, max: 20 }) }),
);

interface Known {
  readonly delivery: Omit<ToSettle, 'settled' | 'wasDisputed'>;
  readonly told: { settled: string; wasDisputed: boolean };
}

/** How much of a delivery counts as it stands: nothing that is taken back. */
const countsAs = (state: string, amount: string): string => (state === 'CONFIRMED' ? amount : '0');

test('figures of sheets that follow one another add up to what counts, and nothing is told twice', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const known: Known[] = [];
      let end = 0;
      let before: Readonly<Record<string, string>> = { sessions: '0', hall: '0' };
      for (const one of steps) {
        if ('record' in one) {
          const { day, commitment, quantity: amount } = one.record;
          const at = { id: `event ${known.length}`, occurredAt: new Date(START + day * DAY) };
          const delivery = { ...at, commitment, quantity: amount, counts: '0', state: 'RECORDED' };
          known.push({ delivery, told: { settled: '0', wasDisputed: false } });
        } else if ('say' in one) {
          const found = known[one.say];
          if (found === undefined) continue;
          const { quantity: amount } = found.delivery;
          const delivery = { ...found.delivery, state: one.as, counts: countsAs(one.as, amount) };
          known[one.say] = { ...found, delivery };
        } else {
          const [from, until] = [new Date(START + end * DAY), new Date(START + (end + one.settle) * DAY)];
          const inTime = known.filter(({ delivery }) => delivery.occurredAt < until);
          const sheet = settled(
            promises,
            inTime.map(({ delivery, told }) => ({ ...delivery, ...told })),
            from,
          );
          for (const line of sheet.lines) {
            expect(line.before).toBe(before[line.id]);
            const counts = inTime.filter(({ delivery }) => delivery.commitment === line.id);
            const inAll = sum([line.before, line.within, line.late]);
            expect(inAll).toBe(sum(counts.map(({ delivery }) => delivery.counts)));
            const left = remaining(line.quantity, inAll);
            expect(line.outstanding).toBe(left.startsWith('-') ? '0' : left);
          }
          // Confirmed by all: from now on it is told.
          for (const { id, entry, quantity: amount } of sheet.deliveries) {
            const { told } = there(known.find(({ delivery }) => delivery.id === id));
            if (entry === 'WITHIN' || entry === 'LATE') told.settled = sum([told.settled, amount]);
            if (entry === 'DISPUTED') {
              expect(told.wasDisputed).toBe(false);
              told.wasDisputed = true;
            }
          }
          before = Object.fromEntries(
            sheet.lines.map(({ id, before: was, within, late }) => [id, sum([was, within, late])]),
          );
          end += one.settle;
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a unit of measure stands on a sheet as it is promised, spaces and all', () => {
  const hall = { ...there(promises[1]), unit: '次 ' };
  expect(settled([hall], [], new Date(START)).lines[0]?.unit).toBe('次 ');
});

describe('the canonical form', () => {
  const sheet = {
    ...{ id: 'settlement_1', number: 2, agreement: 'agreement_1', from: '2026-01-01', until: '2026-04-01' },
    ...{ drawnUpBy: 'unit_1', drawnUpAt: new Date('2026-04-02T09:00:00+08:00'), follows: 'f0', replaces: null },
    parties: ['unit_1', 'unit_2'],
  };

  test('has a line for everything that stands on the sheet', () => {
    const occurredAt = new Date('2026-03-01T09:30:00.5+08:00');
    const delivery = { id: 'event_1', commitment: 'sessions', quantity: '2.50', counts: '2.50', state: 'CONFIRMED' };
    const made = settled(
      [{ ...there(promises[0]), title: '技能\t培训\n第一期' }],
      [{ ...delivery, occurredAt, settled: '0', wasDisputed: false }],
      new Date('2026-01-01T00:00:00+08:00'),
    );
    expect(settlementText({ ...sheet, ...made }).split('\n')).toEqual([
      'qinlin-settlement/1',
      'settlement\tsettlement_1\t2',
      'agreement\tagreement_1',
      'period\t2026-01-01\t2026-04-01',
      'drawn-up\tunit_1\t2026-04-02T01:00:00.000Z',
      'follows\tf0',
      'replaces\t-',
      'party\tunit_1',
      'party\tunit_2',
      'line\tsessions\tmall\tcommunity\t技能 培训 第一期\t场\t60\t0\t2.5\t0\t0\t0\t57.5',
      'delivery\tevent_1\tsessions\tWITHIN\t2.5\t2026-03-01T01:30:00.500Z',
    ]);
  });
});
