import { latestOn, onDay } from '../../../../read/days.ts';
import { everyone, type Root } from '../../../../read/view.ts';
import {
  asc,
  collated,
  contains,
  desc,
  id,
  many,
  ofId,
  one,
  oneOf,
  optionalOne,
  viewOf,
} from '../../../../read/words.ts';
import { ProgrammeSchema, ProgrammeVersionSchema } from './programme.entity.ts';

export const programmeView = viewOf(ProgrammeSchema, {
  type: 'Programme',
  visible: everyone,
  fields: {
    id: id('programme'),
    unit: optionalOne('Unit', 'unit_id'),
    alliance: optionalOne('Alliance', 'alliance_id'),
    parent: optionalOne('Programme', 'parent_id'),
    programmes: many('Programme', 'parent_id'),
    versions: many('ProgrammeVersion', 'programme_id'),
    tracks: many('Track', 'programme_id'),
  },
  filters: {
    search: contains('name'),
    unitId: ofId('unit_id', 'unit'),
    allianceId: ofId('alliance_id', 'alliance'),
    parentId: ofId('parent_id', 'programme'),
    state: oneOf('state'),
    runningOn: onDay('started_on', 'ended_on'),
  },
  orders: { OLDEST: [asc('id', 'uuid')], NEWEST: [desc('id', 'uuid')], NAME: [collated('name', 'directory.pinyin')] },
});

export const programmeVersionView = viewOf(ProgrammeVersionSchema, {
  type: 'ProgrammeVersion',
  visible: everyone,
  fields: { id: id('edition'), programme: one('Programme', 'programme_id') },
  filters: { inForceOn: latestOn('directory.programme_version', 'programme_id', 'in_force_from') },
  orders: { NEWEST: [desc('number', 'integer')], OLDEST: [asc('number', 'integer')] },
});

export const programmeRoots: Readonly<Record<string, Root>> = {
  programme: { kind: 'one', type: 'Programme', argument: 'id', of: 'programme' },
  programmes: { kind: 'many', type: 'Programme' },
};
