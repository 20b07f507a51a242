import { everyone } from '../../../read/view.ts';
import { asc, column, many, optional, viewFrom } from '../../../read/words.ts';

/** What a unit shares, kind by kind. Of what it said nothing there is no id, and nothing asks for that by one. */
export const catalogueView = viewFrom('access.catalogue', {
  type: 'CatalogueItem',
  visible: everyone,
  key: asc('id', 'uuid'),
  orders: { RANK: [asc('rank', 'integer'), asc('id', 'uuid')] },
  fields: {
    kind: column('kind'),
    attribute: column('attribute'),
    note: optional('note'),
    changedAt: optional('changed_at'),
    version: optional('version'),
  },
});

export const dataItems = many('CatalogueItem', 'unit_id');
