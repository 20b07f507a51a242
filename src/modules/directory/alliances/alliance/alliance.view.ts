import { everyone, type Root } from '../../../../read/view.ts';
import { collated, contains, desc, id, many, one, oneOf, optionalOne, viewOf } from '../../../../read/words.ts';
import { requiredRolesOfAlliance } from '../required-roles/required-role.view.ts';
import { AllianceSchema } from './alliance.entity.ts';

export const allianceView = viewOf(AllianceSchema, {
  type: 'Alliance',
  visible: everyone,
  fields: {
    id: id('alliance'),
    leadUnit: one('Unit', 'lead_unit_id'),
    kind: optionalOne('Term', 'kind', 'code'),
    leadOfferedTo: optionalOne('Unit', 'lead_offered_to'),
    memberships: many('Membership', 'alliance_id'),
    charters: many('Charter', 'alliance_id'),
    tracks: many('Track', 'alliance_id'),
    bodies: many('GoverningBody', 'alliance_id'),
    programmes: many('Programme', 'alliance_id'),
    requiredRoles: requiredRolesOfAlliance,
  },
  filters: { search: contains('name'), kind: oneOf('kind'), state: oneOf('state') },
  orders: { NAME: [collated('name', 'directory.pinyin')], NEWEST: [desc('id', 'uuid')] },
});

export const allianceRoots: Readonly<Record<string, Root>> = {
  alliance: { kind: 'one', type: 'Alliance', argument: 'id', of: 'alliance' },
  alliances: { kind: 'many', type: 'Alliance' },
};
