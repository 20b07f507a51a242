/** What is read of benefits, beside what the model says of them: by the unit whose they are, and by one that pays. */
import { expect } from '@jest/globals';
import type { Real } from '../play/real.ts';
import { cutOf, OWNER, PAYER, sharesOf, type BenefitModel, type Redemption, type Rule, type Version } from './model.ts';

const MONEY = '{ amount }';
const FIGURES = `redemptions persons price ${MONEY} cut ${MONEY} charge ${MONEY} funding { unit { id } amount ${MONEY} }`;
const VERSIONS = 'versions { number quotas { window isPerPerson most remaining } funders { unit { id } agreedAt } }';
const READ = `query ($id: ID!) {
  benefitRules(filter: { unitId: $id }, first: 10) {
    nodes { id state version versionInForce ${VERSIONS} statistics { ${FIGURES} } }
  }
  benefitRedemptions(first: 100) {
    nodes { id state version ruleVersion rule { id } price ${MONEY} cut ${MONEY} charge ${MONEY} funding { unit { id } amount ${MONEY} } }
  }
}`;

interface Money {
  readonly amount: string;
}
interface Paid {
  readonly funding: readonly { readonly unit: { readonly id: string }; readonly amount: Money }[];
  readonly price: Money;
  readonly cut: Money;
  readonly charge: Money;
}
interface ReadRule {
  readonly id: string;
  readonly versions: readonly {
    readonly funders: readonly { readonly unit: { readonly id: string }; readonly agreedAt: string | null }[];
  }[];
  readonly statistics: Paid | null;
}
interface ReadRedemption extends Paid {
  readonly id: string;
  readonly rule: { readonly id: string };
}
interface Read {
  readonly benefitRules: { readonly nodes: readonly ReadRule[] };
  readonly benefitRedemptions: { readonly nodes: readonly ReadRedemption[] };
}

export async function compareBenefits(model: BenefitModel, real: Real): Promise<void> {
  await compareAs(OWNER, model, real);
  await compareAs(PAYER, model, real);
}

async function compareAs(unit: string, model: BenefitModel, real: Real): Promise<void> {
  const { data, errors } = await real.actor(unit).try<Read, object>(READ, { id: model.unitId(OWNER) });
  expect(errors).toBeUndefined();
  const rules = (data?.benefitRules.nodes ?? []).map((rule) => ({
    ...rule,
    versions: rule.versions.map((version) => ({
      ...version,
      funders: version.funders.map(({ unit: { id }, agreedAt }) => ({ id, hasAgreed: agreedAt !== null })),
    })),
    statistics: rule.statistics === null ? null : inFens(rule.statistics),
  }));
  expect(byId(rules)).toEqual(byId(model.rules.map((rule) => seenRule(model, rule, unit))));
  const redemptions = (data?.benefitRedemptions.nodes ?? []).map(inFens);
  const known = model.redemptions.filter((redemption) => unit === OWNER || isPaidBy(redemption.by, unit));
  expect(byId(redemptions)).toEqual(byId(known.map((redemption) => seenRedemption(model, redemption))));
}

const byId = <T extends { readonly id: string }>(things: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(things.map((thing) => [thing.id, thing]));

const fens = ({ amount }: Money): number => Math.round(Number(amount) * 100);

function inFens<T extends Paid>(paid: T) {
  const funding = Object.fromEntries(paid.funding.map(({ unit, amount }) => [unit.id, fens(amount)]));
  return { ...paid, price: fens(paid.price), cut: fens(paid.cut), charge: fens(paid.charge), funding };
}

const isPaidBy = ({ payers }: Version, unit: string): boolean => payers.some((payer) => payer.unit === unit);

function seenRule(model: BenefitModel, rule: Rule, unit: string) {
  const { id, state, version, versions } = rule;
  return {
    ...{ id, state, version, versionInForce: model.inForce(rule)?.number ?? null },
    versions: versions.map(({ number, quotas, payers }) => ({
      number,
      quotas: quotas.toSorted(byRank).map((quota) => {
        const left = Math.max(quota.most - model.taken(rule, quota.window), 0);
        return { ...quota, remaining: quota.isPerPerson ? null : left };
      }),
      funders: payers.map((payer) => ({ id: model.unitId(payer.unit), hasAgreed: payer.hasAgreed })),
    })),
    statistics: seenFigures(model, rule, unit),
  };
}

const WINDOWS = ['DAY', 'WEEK', 'MONTH', 'TOTAL'];

/** Those of all together before those of each, from the shortest window on. */
function byRank(a: Version['quotas'][number], b: Version['quotas'][number]): number {
  if (a.isPerPerson !== b.isPerPerson) return a.isPerPerson ? 1 : -1;
  return WINDOWS.indexOf(a.window) - WINDOWS.indexOf(b.window);
}

/** All for its unit; for who pays, what was redeemed by the versions that it has agreed to. */
function seenFigures(model: BenefitModel, rule: Rule, unit: string) {
  const agreed = rule.versions.filter(({ payers }) => payers.some((payer) => payer.unit === unit && payer.hasAgreed));
  if (unit !== OWNER && agreed.length === 0) return null;
  const counted = model.redemptions.filter(
    (each) => each.rule === rule && each.state === 'REDEEMED' && (unit === OWNER || agreed.includes(each.by)),
  );
  const sum = (of: (redemption: Redemption) => number): number => counted.reduce((all, each) => all + of(each), 0);
  const [price, cut] = [sum((each) => each.price), sum((each) => cutOf(each.by.benefit, each.price))];
  return {
    ...{ redemptions: counted.length, persons: new Set(counted.map(({ person }) => person)).size },
    ...{ price, cut, charge: price - cut, funding: funded(model, counted) },
  };
}

/** Who pays what, by the ids of units. */
function funded(model: BenefitModel, redemptions: readonly Redemption[]): Readonly<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const { by, price } of redemptions) {
    for (const [unit, share] of Object.entries(sharesOf(by, price))) {
      const id = model.unitId(unit);
      all[id] = (all[id] ?? 0) + share;
    }
  }
  return all;
}

function seenRedemption(model: BenefitModel, redemption: Redemption) {
  const { id, state, version, rule, by, price } = redemption;
  const cut = cutOf(by.benefit, price);
  return {
    ...{ id, state, version, ruleVersion: by.number, rule: { id: rule.id } },
    ...{ price, cut, charge: price - cut, funding: funded(model, [redemption]) },
  };
}
