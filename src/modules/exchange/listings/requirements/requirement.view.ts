/** Whom an offer is for and what they bring: as it asks now, and as it asked when somebody was judged by it. */
import { sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Field, Fields } from '../../../../read/view.ts';
import { column, optional, optionalOne, rowsFrom } from '../../../../read/words.ts';
import { partsFrom } from '../../eligibility/eligibility.view.ts';

const DOCUMENT = sql`d(code text, name text, note text, is_required boolean)`;

const documentFields: Fields = {
  document: optionalOne('Term', 'code', 'code'),
  name: optional('name'),
  note: optional('note'),
  isRequired: column('is_required'),
};

/** The column of documents, as `readDocuments` makes them, in their order. */
export const documentsIn = (name: string): Field =>
  rowsFrom((row) => sql`select d.* from jsonb_to_recordset(${row.col(name)}) as ${DOCUMENT}`, documentFields);

const inForce = (offer: Row): Sql =>
  sql`select r.* from exchange.offer_requirement r where r.offer_id = ${offer.col('id')} and r.edition = ${offer.col('requirement_edition')}`;

export const requirementFields: Fields = {
  requirementEdition: optional('requirement_edition'),
  eligibility: partsFrom(inForce),
  documents: rowsFrom(
    (offer) => sql`select d.* from (${inForce(offer)}) r, jsonb_to_recordset(r.documents) as ${DOCUMENT}`,
    documentFields,
  ),
};
