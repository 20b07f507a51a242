import { defineEntity, p } from '@mikro-orm/core';
import { listingColumns } from '../listings/listing.entity.ts';

export const NeedSchema = defineEntity({
  name: 'Need',
  schema: 'exchange',
  tableName: 'need',
  properties: {
    ...listingColumns(),
    /** Follows the matches by trigger. */
    covered: p.decimal().precision(14).scale(4).defaultRaw('0'),
  },
});
export class Need extends NeedSchema.class {}
NeedSchema.setClass(Need);

const NeedAudienceSchema = defineEntity({
  name: 'NeedAudience',
  schema: 'exchange',
  tableName: 'need_audience',
  properties: {
    needId: () => p.manyToOne(Need).mapToPk().joinColumn('need_id').createForeignKeyConstraint(false).primary(),
    allianceId: p.uuid().primary(),
  },
});
export class NeedAudience extends NeedAudienceSchema.class {}
NeedAudienceSchema.setClass(NeedAudience);
