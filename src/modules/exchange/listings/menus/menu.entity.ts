import { defineEntity, p } from '@mikro-orm/core';

const MenuItemSchema = defineEntity({
  name: 'MenuItem',
  schema: 'exchange',
  tableName: 'menu_item',
  properties: {
    offerId: p.uuid().primary(),
    edition: p.integer().primary(),
    code: p.text().primary(),
    name: p.text(),
    unit: p.text(),
    /** Of one; free where there is none. */
    price: p.decimal().precision(14).scale(2).nullable(),
    currency: p.text().nullable(),
    /** How much of the offer one takes. */
    takes: p.decimal().precision(14).scale(4),
    mostPerOrder: p.integer().nullable(),
    rank: p.integer(),
  },
});
export class MenuItem extends MenuItemSchema.class {}
MenuItemSchema.setClass(MenuItem);
