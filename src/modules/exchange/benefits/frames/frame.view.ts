import { everyone, type Root } from '../../../../read/view.ts';
import { column, equals, id, ofId, one, viewOf } from '../../../../read/words.ts';
import { yuan } from '../money.view.ts';
import { BenefitFrameSchema } from './frame.entity.ts';

export const benefitFrameView = viewOf(BenefitFrameSchema, {
  type: 'BenefitFrame',
  visible: everyone,
  fields: {
    id: id('benefitframe'),
    area: one('Area', 'area_id'),
    service: one('Term', 'service', 'code'),
    least: yuan('least'),
    most: yuan('most'),
    from: column('from_day'),
    unit: one('Unit', 'owner_unit_id'),
  },
  filters: { areaId: ofId('area_id', 'area'), service: equals('service', 'text') },
});

export const benefitFrameRoots: Readonly<Record<string, Root>> = {
  benefitFrames: { kind: 'many', type: 'BenefitFrame' },
};
