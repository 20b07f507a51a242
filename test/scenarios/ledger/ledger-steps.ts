/** Steps with accounts. */
import { withOwner } from '../../../src/data/open.ts';
import { ledgerDifferences } from '../../../src/modules/exchange/index.ts';
import {
  AccountInFullDocument,
  AccountsSeenDocument,
  SetAccountLimitDocument,
  TransferDocument,
  type AccountInFullQuery,
  type AccountNowFragment,
  type LedgerDimension,
  type PostingNowFragment,
  type TransferInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { there } from '../story.ts';

interface Paid {
  readonly dimension?: LedgerDimension;
  readonly unit?: string;
  readonly commitmentId?: string;
  readonly clearingId?: string;
}

type Payment = Omit<TransferInput, 'idempotencyKey'>;

/** What a payer sends: hours unless said. */
export const paying = (
  to: Actor,
  value: string,
  { dimension = 'HOURS', unit = '小时', ...rest }: Paid = {},
): Payment => ({
  ...{ toUnitId: to.unitId, dimension, quantity: { value, unit }, note: '上门理发', ...rest },
});

export async function paid(from: Actor, to: Actor, value: string, about?: Paid): Promise<PostingNowFragment> {
  return there((await from.do(TransferDocument, paying(to, value, about))).posting);
}

/** The account of that unit of measure, as its unit sees it. */
export async function accountOf(actor: Actor, basis = '小时'): Promise<AccountNowFragment> {
  const { accounts } = await actor.ask(AccountsSeenDocument, { filter: { unitId: actor.unitId, basis } });
  return there(accounts?.nodes[0]);
}

export async function balanceOf(actor: Actor, basis?: string): Promise<string> {
  return (await accountOf(actor, basis)).balance.value;
}

/** What a coordinator lets an account do. */
export async function limited(
  coordinator: Actor,
  of: Actor,
  creditLimit: string,
  { ceiling, basis }: { readonly ceiling?: string; readonly basis?: string } = {},
): Promise<AccountNowFragment> {
  const { id: accountId, version: expectedVersion } = await accountOf(of, basis);
  const limits = { accountId, creditLimit, expectedVersion, ...(ceiling === undefined ? {} : { ceiling }) };
  return there((await coordinator.do(SetAccountLimitDocument, limits)).account);
}

export async function entriesOf(actor: Actor, id: string): Promise<NonNullable<AccountInFullQuery['account']>> {
  return there((await actor.ask(AccountInFullDocument, { id })).account);
}

/** What does not add up, as the daily check has it. */
export const differencesOf = (world: World): ReturnType<typeof ledgerDifferences> =>
  withOwner(world.database, (client) => ledgerDifferences(client));
