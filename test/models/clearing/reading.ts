/** What both alliances read of their clearings, beside what the model says of them: the same, and accounts that mirror each other. */
import { expect } from '@jest/globals';
import type { Real } from '../play/real.ts';
import { COORDINATORS, PAYERS, type Clearing, type ClearingModel, type Settlement, type Side } from './model.ts';

const READ = `{
  clearings(first: 100, order: OLDEST) { nodes { id version state isInForce endsAt balance { value } endings { alliance { id } }
    settlements(first: 100, order: OLDEST) { nodes { id version state amount { value } owedBy { id } posting { id } } } } }
  accounts(first: 100, order: OLDEST) { nodes { kind clearing { id } unit { id } balance { value } } }
}`;

interface Read {
  readonly clearings: { readonly nodes: readonly (object & { readonly id: string; readonly endsAt: string })[] };
  readonly accounts: { readonly nodes: readonly AccountRead[] };
}
interface AccountRead {
  readonly kind: string;
  readonly clearing: { readonly id: string } | null;
  readonly unit: { readonly id: string } | null;
  readonly balance: { readonly value: string };
}

export async function compareClearings(model: ClearingModel, real: Real): Promise<void> {
  for (const side of ['red', 'blue'] as const) {
    const { data, errors } = await real.actor(COORDINATORS[side]).try<Read, object>(READ);
    expect(errors).toBeUndefined();
    const clearings = (data?.clearings.nodes ?? []).map(({ endsAt, ...rest }) => ({
      ...rest,
      endsAt: Date.parse(endsAt),
    }));
    expect(clearings).toEqual(model.clearings.map((clearing) => seenClearing(model, clearing)));
    expect(accountsOf(data?.accounts.nodes ?? [])).toEqual(accountsMeant(model, side));
  }
}
/** Without a sign before nothing. */
const text = (value: number): string => String(value === 0 ? 0 : value);
const figure = (value: number) => ({ value: text(value) });

function seenClearing(model: ClearingModel, clearing: Clearing) {
  const { id, version, state, endsAt, endings, proposedBy } = clearing;
  return {
    ...{ id, version, state, endsAt: endsAt.getTime() },
    isInForce: state === 'ACTIVE' && !model.hasEnded(clearing),
    balance: state === 'ACTIVE' ? figure(model.owedBy(clearing, proposedBy)) : null,
    endings: endings.map((side) => ({ alliance: { id: model.allianceIds[side] } })),
    settlements: {
      nodes: model.settlements.filter((one) => one.clearing === clearing).map((one) => seenSettlement(model, one)),
    },
  };
}

function seenSettlement(model: ClearingModel, { id, version, state, amount, owing }: Settlement) {
  const posting: unknown = state === 'CONFIRMED' ? { id: expect.any(String) as unknown } : null;
  return { id, version, state, amount: figure(amount), owedBy: { id: model.allianceIds[owing] }, posting };
}

/** By whose they are: of the unit that pays, and of each clearing what goes between and what was settled. */
function accountsOf(read: readonly AccountRead[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    read.map(({ kind, clearing, unit, balance }) => [`${kind} ${clearing?.id ?? unit?.id ?? ''}`, balance.value]),
  );
}

function accountsMeant(model: ClearingModel, side: Side): Readonly<Record<string, string>> {
  const sign = side === 'red' ? 1 : -1;
  const active = model.clearings.filter(({ state }) => state === 'ACTIVE');
  return Object.fromEntries([
    [`UNIT ${model.unitId(PAYERS[side])}`, text(model.balances[side])],
    ...active.flatMap(({ id, owed, settled }) => [
      [`CLEARING ${id}`, text(sign * owed)],
      [`SETTLED ${id}`, text(sign * settled)],
    ]),
  ]) as Readonly<Record<string, string>>;
}
