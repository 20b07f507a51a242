import { registerEnumType } from 'type-graphql';
import { unitKinds } from './unit.entity.ts';

export const UnitKindEnum = Object.fromEntries(unitKinds.map((kind) => [kind, kind]));
registerEnumType(UnitKindEnum, {
  name: 'UnitKind',
  description: 'What kind of unit (单位类型).',
  valuesConfig: {
    GOVERNMENT: { description: 'Government department, sub-district or town (机关、街道、镇).' },
    PUBLIC_INSTITUTION: { description: 'Public institution (事业单位).' },
    HOSPITAL: { description: 'Hospital or clinic (医院).' },
    SCHOOL: { description: 'School or kindergarten (学校).' },
    ENTERPRISE: { description: 'Enterprise (企业).' },
    POWER_UTILITY: { description: 'Power bureau (供电局).' },
    MALL: { description: 'Mall (商场).' },
    BUSINESS_DISTRICT: { description: 'Business district or circle, as a body (商圈、街区).' },
    PARK: { description: 'Industrial or business park, as a body (园区).' },
    PROPERTY_COMPANY: { description: 'Property company (物业公司).' },
    COMMUNITY: { description: 'Urban community, and its residents’ committee (社区、居委会).' },
    VILLAGE: { description: 'Village, and its villagers’ committee (村、村委会).' },
    COLLECTIVE: { description: 'Collective economic organisation (股份经济合作社).' },
    OWNERS_COMMITTEE: { description: 'Owners’ committee of an estate (业委会).' },
    PARTY_ORGANISATION: { description: 'Party organisation, from a committee to a branch (党组织).' },
    SOCIAL_ORGANISATION: { description: 'Social organisation (社会组织).' },
    TEAM: { description: 'Team without legal personality (队伍).' },
  },
});
