import { everyone } from '../../../read/view.ts';
import { asc, column, many, optional, viewFrom } from '../../../read/words.ts';

/** What a unit shares, kind by kind. It has no id: what the unit said nothing about is no record, and shown all the same. */
export const catalogueView = viewFrom('access.catalogue', {
  type: 'CatalogueItem',
  visible: everyone,
  key: asc('rank', 'integer'),
  orders: { RANK: [asc('rank', 'integer')] },
  fields: {
    kind: column('kind'),
    attribute: column('attribute'),
    note: optional('note'),
    changedAt: optional('changed_at'),
    version: optional('version'),
  },
});

export const dataItems = many('CatalogueItem', 'unit_id');
