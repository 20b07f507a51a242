import { defineEntity, p } from '@mikro-orm/core';
import type { Dimension } from '../../../../domain/exchange/ledger.ts';

const amount = () => p.decimal().precision(18).scale(4);

/** What a unit has in an alliance, of one dimension in one counting basis. */
export const AccountSchema = defineEntity({
  name: 'Account',
  schema: 'exchange',
  tableName: 'account',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid(),
    /** Of a unit; or of a clearing, in one of its alliances. */
    kind: p.text().$type<'UNIT' | 'CLEARING' | 'SETTLED'>().defaultRaw("'UNIT'"),
    unitId: p.uuid().nullable(),
    clearingId: p.uuid().nullable(),
    dimension: p.text().$type<Dimension>(),
    basis: p.text(),
    creditLimit: amount().defaultRaw('0'),
    ceiling: amount().nullable(),
    /** These two follow the entries by trigger. */
    balance: amount().defaultRaw('0'),
    entryCount: p.integer().defaultRaw('0'),
    openedAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);
