import { registerEnumType } from 'type-graphql';

export const AreaLevel = {
  PROVINCE: 'PROVINCE',
  PREFECTURE: 'PREFECTURE',
  COUNTY: 'COUNTY',
  TOWNSHIP: 'TOWNSHIP',
  COMMUNITY: 'COMMUNITY',
  GRID: 'GRID',
  MICRO_GRID: 'MICRO_GRID',
} as const;
registerEnumType(AreaLevel, {
  name: 'AreaLevel',
  description: 'Level of an area (区划层级), from the highest down. A level may be left out.',
  valuesConfig: {
    PROVINCE: { description: 'Province (省级).' },
    PREFECTURE: { description: 'Prefecture (地级).' },
    COUNTY: { description: 'County or district (县级).' },
    TOWNSHIP: { description: 'Subdistrict, town or township (乡级: 街道、镇、乡).' },
    COMMUNITY: { description: 'Community or village (社区、村).' },
    GRID: { description: 'Grid (网格).' },
    MICRO_GRID: { description: 'Micro-grid (微网格).' },
  },
});
