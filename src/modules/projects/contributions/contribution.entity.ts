import { defineEntity, p } from '@mikro-orm/core';

/** Hours as a partner recorded them. Never changed. */
const ContributionSchema = defineEntity({
  name: 'Contribution',
  schema: 'projects',
  tableName: 'contribution',
  properties: {
    id: p.uuid().primary(),
    projectId: p.uuid(),
    unitId: p.uuid(),
    hours: p.decimal().precision(14).scale(4),
    servedOn: p.date(),
    note: p.text(),
    recordedAt: p.datetime(3),
  },
});
export class Contribution extends ContributionSchema.class {}
ContributionSchema.setClass(Contribution);

/** What those in charge said of it. Said once. */
const ContributionAnswerSchema = defineEntity({
  name: 'ContributionAnswer',
  schema: 'projects',
  tableName: 'contribution_answer',
  properties: {
    contributionId: () =>
      p.manyToOne(Contribution).mapToPk().joinColumn('contribution_id').createForeignKeyConstraint(false).primary(),
    unitId: p.uuid(),
    answer: p.text().$type<'CONFIRMED' | 'REJECTED'>(),
    reason: p.text().nullable(),
    answeredAt: p.datetime(3),
  },
});
export class ContributionAnswer extends ContributionAnswerSchema.class {}
ContributionAnswerSchema.setClass(ContributionAnswer);
