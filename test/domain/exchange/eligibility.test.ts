/** Conditions on persons, with three values: laws that hold of whatever condition and whatever is known. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bornOnOf, fullYears } from '../../../src/domain/exchange/ages.ts';
import { readCondition, type ConditionGiven } from '../../../src/domain/exchange/eligibility-input.ts';
import { conditionOf, partsOf } from '../../../src/domain/exchange/eligibility-parts.ts';
import { wordsOf } from '../../../src/domain/exchange/eligibility-words.ts';
import {
  isGroup,
  judge,
  numbered,
  reasonsOf,
  type Condition,
  type Facts,
  type Verdict,
} from '../../../src/domain/exchange/eligibility.ts';

const DAY = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const CODE = fc.constantFrom('a', 'b', 'c');
const known = fc.array(fc.record({ code: CODE, isProven: fc.boolean() }), { maxLength: 3 });

const facts: fc.Arbitrary<Facts> = fc.record({
  today: fc.constant('2026-11-21'),
  bornOn: fc.option(DAY.filter((day) => day < '2026-11-21')),
  codes: fc.record({ OCCUPATION: known, HOUSEHOLD: known, HEALTH: known, RELATION: known }),
  allianceIds: fc.option(fc.array(CODE, { maxLength: 2 })),
  home: fc.option(fc.record({ areaIds: fc.array(CODE, { maxLength: 2 }), isProven: fc.boolean() })),
});

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant('AGE' as const),
    from: fc.option(fc.nat(100)),
    below: fc.option(fc.integer({ min: 1, max: 120 })),
  }),
  fc.record({
    kind: fc.constantFrom('OCCUPATION' as const, 'HOUSEHOLD' as const, 'HEALTH' as const, 'RELATION' as const),
    codes: fc.array(CODE, { minLength: 1, maxLength: 2 }),
    needsProof: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('MEMBERSHIP' as const), allianceId: CODE }),
  fc.record({ kind: fc.constant('HOME_AREA' as const), areaId: CODE, needsProof: fc.boolean() }),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom('ALL' as const, 'ANY' as const, 'NONE' as const),
      of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));

/** How much more is known: everything that was, and what an arbitrary person adds where nothing was. */
const more = (one: Facts, other: Facts): Facts => ({
  ...one,
  bornOn: one.bornOn ?? other.bornOn,
  allianceIds: one.allianceIds ?? other.allianceIds,
  home: one.home ?? other.home,
  codes: {
    OCCUPATION: one.codes.OCCUPATION,
    HOUSEHOLD: [...one.codes.HOUSEHOLD, ...other.codes.HOUSEHOLD],
    HEALTH: [...one.codes.HEALTH, ...other.codes.HEALTH],
    RELATION: [...one.codes.RELATION, ...other.codes.RELATION],
  },
});

const opposite: Readonly<Record<Verdict, Verdict>> = { YES: 'NO', NO: 'YES', UNKNOWN: 'UNKNOWN' };

describe('three values', () => {
  test('none of several is the opposite of any of them; all of them the opposite of any opposite', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), facts, (of, who) => {
        expect(judge({ kind: 'NONE', of }, who)).toBe(opposite[judge({ kind: 'ANY', of }, who)]);
        const none = of.map((one): Condition => ({ kind: 'NONE', of: [one] }));
        expect(judge({ kind: 'ALL', of }, who)).toBe(opposite[judge({ kind: 'ANY', of: none }, who)]);
      }),
    );
  });

  test('the order of the parts does not matter, and neither does saying one twice', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), facts, (of, who) => {
        for (const kind of ['ALL', 'ANY', 'NONE'] as const) {
          expect(judge({ kind, of: [...of].reverse() }, who)).toBe(judge({ kind, of }, who));
          expect(judge({ kind, of: [...of, ...of] }, who)).toBe(judge({ kind, of }, who));
        }
      }),
    );
  });

  test('what is known stays so when more is known', () => {
    fc.assert(
      fc.property(condition, facts, facts, (what, who, other) => {
        const before = judge(what, who);
        if (before !== 'UNKNOWN') expect(judge(what, more(who, other))).toBe(before);
      }),
    );
  });
});

describe('reasons', () => {
  test('there are some exactly where somebody is not eligible, each a leaf of the condition, in words of both languages', () => {
    fc.assert(
      fc.property(condition, facts, (what, who) => {
        const verdict = judge(what, who);
        const reasons = reasonsOf(what, who);
        expect(reasons.length === 0).toBe(verdict === 'YES');
        const parts = new Map(numbered(what).map((part) => [part.number, part.condition]));
        for (const reason of reasons) {
          const part = parts.get(reason.part);
          expect(part !== undefined && !isGroup(part)).toBe(true);
          const { zh, en } = wordsOf(reason, new Map());
          expect(zh).toMatch(/[\u4e00-\u9fff]/);
          expect(en).toMatch(/^It (takes|excludes) .+[.)]$/);
          // Nothing of the person: not when they were born.
          if (who.bornOn !== null) expect(zh + en).not.toContain(who.bornOn);
        }
        if (verdict === 'NO') expect(reasons.some((reason) => reason.verdict === 'NO')).toBe(true);
      }),
    );
  });
});

describe('parts', () => {
  test('a condition is read back from its parts as it was', () => {
    fc.assert(
      fc.property(condition, (what) => {
        expect(conditionOf(partsOf(what))).toEqual(what);
        expect(conditionOf(JSON.parse(JSON.stringify(partsOf(what))) as ReturnType<typeof partsOf>)).toEqual(what);
      }),
    );
    expect(conditionOf([])).toBeNull();
    for (const who of fc.sample(facts, 1)) expect(judge(null, who)).toBe('YES');
  });

  test('too many are refused', () => {
    const many: ConditionGiven = {
      all: Array.from({ length: 20 }, () => ({ any: [{ age: { from: 1 } }, { age: { from: 2 } }] })),
    };
    expect(() => readCondition(many, ['input', 'terms'])).toThrow('INVALID_INPUT');
    expect(numbered(readCondition({ all: [{ age: { from: 60 } }] }, ['input', 'terms']))).toHaveLength(2);
  });
});

describe('full years', () => {
  test('they grow by one on each birthday and at no other time', () => {
    fc.assert(
      fc.property(DAY, fc.integer({ min: 0, max: 110 }), (bornOn, years) => {
        const birthday = `${Number(bornOn.slice(0, 4)) + years}${bornOn.slice(4)}`;
        const before = new Date(Date.parse(`${bornOn.slice(0, 4)}-01-01T00:00:00Z`));
        expect(before.getTime()).not.toBeNaN();
        expect(fullYears(bornOn, birthday)).toBe(years);
        if (!bornOn.endsWith('-01-01')) expect(fullYears(bornOn, `${birthday.slice(0, 4)}-01-01`)).toBe(years - 1);
        expect(fullYears(bornOn, `${birthday.slice(0, 4)}-12-31`)).toBe(years);
      }),
    );
  });

  test.each([
    ['1966-11-22', '2026-11-21', 59],
    ['1966-11-21', '2026-11-21', 60],
    ['1968-02-29', '2027-02-28', 58],
    ['1968-02-29', '2027-03-01', 59],
    ['1968-02-29', '2028-02-29', 60],
  ])('who was born on %s has %s had %d', (bornOn, day, years) => {
    expect(fullYears(bornOn, day)).toBe(years);
  });

  test('an identity number tells the day of birth', () => {
    expect(bornOnOf('330203195003041230')).toBe('1950-03-04');
  });
});
