/** Commands on benefit rules: published, revised, paused, gone on with, ended, and agreed to by who pays. */
import fc from 'fast-check';
import { recent, stale, when } from '../matching/words.ts';
import { meant, nth } from '../play/things.ts';
import { OWNER, PAYER, type Rule } from './model.ts';
import { cashier, saidOf, sentTerms, termsIn, versionOf, type Command } from './words.ts';

/** Of so many, all are read at once. */
const RULES = 4;

/** Everybody sees a rule, and its unit alone changes it. */
const notTheirs = (by: string): readonly string[] => when(by !== OWNER, 'FORBIDDEN');

export const publish: Command = fc
  .record({ by: cashier, terms: termsIn(fc.constantFrom(0, 0, 0, 0, 1, -1)) })
  .map(({ by, terms }) => ({
    said: `publish rule(by ${by}: ${saidOf(terms)})`,
    sent: (things) => {
      const place = nth(things.all('place'), 0);
      if (place === null || things.all('benefitrule').length >= RULES) return null;
      const about = { placeId: place.id, name: '便民餐', service: 'staff.volunteer' };
      return { by, mutation: 'publishBenefitRule', input: { ...about, terms: sentTerms(terms, things) } };
    },
    foreseen: (model) => ({
      refusals: [...notTheirs(by), ...when(terms.inDays < 0 || terms.forDays === 0, 'INVALID_INPUT')],
      done: ({ made }) => {
        const versions = [versionOf(terms, model.now, 1)];
        model.rules.push({ id: made?.id ?? '', version: 1, versions, state: 'OPEN' });
      },
    }),
  }));

/** What was said stays until the day before: another version begins tomorrow at the earliest, and after the last. */
export const revise: Command = fc
  .record({ by: cashier, index: recent, off: stale, terms: termsIn(fc.constantFrom(1, 1, 2, 3, 0)) })
  .map(({ by, index, off, terms }) => ({
    said: `revise(rule ${index} by ${by}${off === 0 ? '' : ', another version'}: ${saidOf(terms)})`,
    sent: (things) => {
      const rule = nth(things.all('benefitrule'), index);
      if (rule === null) return null;
      const seen = { ruleId: rule.id, expectedVersion: rule.version + off };
      return { by, mutation: 'reviseBenefitRule', input: { ...seen, terms: sentTerms(terms, things) } };
    },
    foreseen: (model) => {
      const rule = meant(model.rules, index);
      const number = rule.versions.length + 1;
      const version = versionOf(terms, model.now, number);
      const last = rule.versions.at(-1)?.from ?? '';
      return {
        refusals: [
          ...notTheirs(by),
          ...when(off !== 0, 'VERSION_CONFLICT'),
          ...when(rule.state === 'ENDED', 'WRONG_STATE'),
          ...when(terms.inDays < 1 || terms.forDays === 0 || version.from <= last, 'INVALID_INPUT'),
        ],
        done: () => {
          rule.versions.push(version);
          rule.version += 1;
        },
      };
    },
  }));

const lives = {
  pauseBenefitRule: { to: 'PAUSED', from: ['OPEN'] },
  resumeBenefitRule: { to: 'OPEN', from: ['PAUSED'] },
  endBenefitRule: { to: 'ENDED', from: ['OPEN', 'PAUSED'] },
} as const satisfies Record<string, { readonly to: Rule['state']; readonly from: readonly Rule['state'][] }>;

export const live: Command = fc
  .record({
    by: cashier,
    mutation: fc.constantFrom<(keyof typeof lives)[]>(
      ...(['pauseBenefitRule', 'pauseBenefitRule', 'resumeBenefitRule', 'resumeBenefitRule'] as const),
      'endBenefitRule',
    ),
    index: recent,
    off: stale,
  })
  .map(({ by, mutation, index, off }) => ({
    said: `${mutation}(rule ${index} by ${by}${off === 0 ? '' : ', another version'})`,
    sent: (things) => {
      const rule = nth(things.all('benefitrule'), index);
      if (rule === null) return null;
      const reason = mutation === 'resumeBenefitRule' ? {} : { reason: '食堂检修' };
      return { by, mutation, input: { ruleId: rule.id, expectedVersion: rule.version + off, ...reason } };
    },
    foreseen: (model) => {
      const rule = meant(model.rules, index);
      const { to, from } = lives[mutation];
      const isFrom = (from as readonly Rule['state'][]).includes(rule.state);
      return {
        refusals: [
          ...notTheirs(by),
          ...when(!isFrom, rule.state === to ? 'ALREADY_DONE' : 'WRONG_STATE'),
          ...when(off !== 0, 'VERSION_CONFLICT'),
        ],
        done: () => {
          rule.state = to;
          rule.version += 1;
        },
      };
    },
  }));

/** Who pays says so, of a version that may yet come into force. */
export const fund: Command = fc
  .record({
    by: fc.constantFrom(PAYER, PAYER, PAYER, PAYER, PAYER, OWNER, 'power'),
    index: recent,
    back: fc.nat({ max: 2 }),
  })
  .map(({ by, index, back }) => ({
    said: `agree to pay(rule ${index}, version ${back + 1}, by ${by})`,
    sent: (things) => {
      const rule = nth(things.all('benefitrule'), index);
      if (rule === null) return null;
      return { by, mutation: 'agreeToFundBenefit', input: { ruleId: rule.id, number: back + 1 } };
    },
    foreseen: (model) => {
      const rule = meant(model.rules, index);
      const version = rule.versions[back];
      const payer = version?.payers.find(({ unit }) => unit === by);
      const isOver =
        version !== undefined && (model.isOver(version) || version.number < (model.lastOf(rule)?.number ?? 0));
      return {
        refusals: [
          ...when(payer === undefined, 'FORBIDDEN'),
          ...when(rule.state === 'ENDED' || isOver, 'WRONG_STATE'),
          ...when(payer?.hasAgreed === true, 'ALREADY_DONE'),
        ],
        done: () => {
          if (payer !== undefined) payer.hasAgreed = true;
        },
      };
    },
  }));
