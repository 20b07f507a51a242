/** What the coordinator reads of accounts, beside what the model says of them. */
import { expect } from '@jest/globals';
import type { Real } from '../play/real.ts';
import { balanceOf, type Account, type LedgerModel } from './model.ts';

const ACCOUNTS = `{ accounts(first: 50, order: OLDEST) { nodes { id version balance { value unit } creditLimit { value }
  ceiling { value } available { value } entries(first: 100, order: OLDEST) { nodes { number amount { value } balanceAfter { value } } }
} } }`;

interface Read {
  readonly accounts: { readonly nodes: readonly { readonly id: string }[] };
}

export async function compareAccounts(model: LedgerModel, real: Real): Promise<void> {
  const { data, errors } = await real.actor('street').try<Read, object>(ACCOUNTS);
  expect(errors).toBeUndefined();
  const read = Object.fromEntries((data?.accounts.nodes ?? []).map((account) => [account.id, account]));
  expect(read).toEqual(Object.fromEntries(model.accounts.map((account) => [account.id, seen(account)])));
}

const figure = (value: number) => ({ value: String(value) });

function seen(account: Account) {
  const { id, version, basis, creditLimit, ceiling, entries } = account;
  const balance = balanceOf(account);
  let sum = 0;
  const nodes = entries.map((amount, i) => {
    sum += amount;
    return { number: i + 1, amount: figure(amount), balanceAfter: figure(sum) };
  });
  return {
    ...{ id, version, balance: { ...figure(balance), unit: basis }, creditLimit: figure(creditLimit) },
    ceiling: ceiling === null ? null : figure(ceiling),
    available: figure(balance + creditLimit),
    entries: { nodes },
  };
}
