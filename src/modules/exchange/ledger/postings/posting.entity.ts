import { defineEntity, p } from '@mikro-orm/core';
import type { Dimension, PostingPurpose } from '../../../../domain/exchange/ledger.ts';

const amount = () => p.decimal().precision(18).scale(4);

/** That something went from one unit to another. Never changed: another posting reverses it, once. */
const PostingSchema = defineEntity({
  name: 'Posting',
  schema: 'exchange',
  tableName: 'posting',
  properties: {
    id: p.uuid().primary(),
    purpose: p.text().$type<PostingPurpose>(),
    dimension: p.text().$type<Dimension>(),
    basis: p.text(),
    amount: amount(),
    fromAllianceId: p.uuid(),
    fromUnitId: p.uuid().nullable(),
    toAllianceId: p.uuid(),
    toUnitId: p.uuid().nullable(),
    /** None where silence confirmed the delivery. */
    byUnitId: p.uuid().nullable(),
    commitmentId: p.uuid().nullable(),
    /** The delivery that it is for. */
    eventId: p.uuid().nullable(),
    clearingId: p.uuid().nullable(),
    settlementId: p.uuid().nullable(),
    reversesId: p.uuid().nullable(),
    note: p.text(),
    postedAt: p.datetime(3),
  },
});
export class Posting extends PostingSchema.class {}
PostingSchema.setClass(Posting);

/** What it did to one account. Never changed. */
const AccountEntrySchema = defineEntity({
  name: 'AccountEntry',
  schema: 'exchange',
  tableName: 'account_entry',
  properties: {
    id: p.uuid().primary(),
    postingId: p.uuid(),
    accountId: p.uuid(),
    dimension: p.text().$type<Dimension>(),
    basis: p.text(),
    amount: amount(),
    /** These two follow by trigger: the how manieth of its account it is, and what that came to. */
    number: p.integer().defaultRaw('0'),
    balanceAfter: amount().defaultRaw('0'),
  },
});
export class AccountEntry extends AccountEntrySchema.class {}
AccountEntrySchema.setClass(AccountEntry);
