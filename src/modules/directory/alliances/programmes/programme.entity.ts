import { defineEntity, p } from '@mikro-orm/core';
import type { ProgrammeState } from '../../../../domain/directory/programme.ts';

/** A programme (品牌项目) of a unit or of an alliance. */
export const ProgrammeSchema = defineEntity({
  name: 'Programme',
  schema: 'directory',
  tableName: 'programme',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid().nullable(),
    allianceId: p.uuid().nullable(),
    name: p.text(),
    parentId: p.uuid().nullable(),
    startedOn: p.date(),
    state: p.text().$type<ProgrammeState>(),
    endedOn: p.date().nullable(),
    reason: p.text().nullable(),
    createdAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class Programme extends ProgrammeSchema.class {}
ProgrammeSchema.setClass(Programme);

/** A version of a programme, e.g. 2.0. It is never changed; the next one supersedes it from its day on. */
export const ProgrammeVersionSchema = defineEntity({
  name: 'ProgrammeVersion',
  schema: 'directory',
  tableName: 'programme_version',
  properties: {
    id: p.uuid().primary(),
    programmeId: p.uuid(),
    number: p.integer(),
    label: p.text(),
    description: p.text(),
    inForceFrom: p.date(),
    createdAt: p.datetime(3),
  },
});
export class ProgrammeVersion extends ProgrammeVersionSchema.class {}
ProgrammeVersionSchema.setClass(ProgrammeVersion);
