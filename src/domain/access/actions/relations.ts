/** How an actor may stand to a thing, and what is said to who does not: the words that the tables of actions are written in. */
import type { Bilingual } from '../../errors.ts';
import { administers, coordinates, isMember, type Actor } from '../actor.ts';

export interface Owned {
  readonly ownerUnitId: string;
}
export interface InAlliance {
  readonly allianceId: string;
}
export interface Held extends Owned {
  readonly personId: string;
}
export interface TwoSided {
  readonly supplierUnitId: string;
  readonly demanderUnitId: string;
}
export interface Shared {
  readonly providerUnitId: string;
  readonly consumerUnitId: string;
}
export interface Related {
  readonly subjectUnitId: string;
  /** Who speaks for the object: the unit itself, or those that look after the area or anything that it lies in. */
  readonly objectUnitIds: readonly string[];
  readonly proposedByUnitId: string;
}
export interface Promised {
  readonly fromUnitId: string;
  readonly toUnitId: string;
}

/** By action: who may, and what is said to others. */
export type Lines<Targets> = {
  readonly [A in keyof Targets]: { readonly may: (actor: Actor, of: Targets[A]) => boolean; readonly who: Bilingual };
};

export const owns = (actor: Actor, of: Owned): boolean => actor.unit === of.ownerUnitId;
export const administersIt = (actor: Actor, of: { readonly ownerUnitId: string | null }): boolean =>
  of.ownerUnitId !== null && administers(actor, of.ownerUnitId);
export const isParty = (actor: Actor, of: TwoSided): boolean =>
  actor.unit === of.supplierUnitId || actor.unit === of.demanderUnitId;
export const inAlliance = (actor: Actor, of: InAlliance): boolean => isMember(actor, of.allianceId);
export const coordinatesIt = (actor: Actor, of: InAlliance): boolean => coordinates(actor, of.allianceId);
export const isSide = (actor: Actor, of: Promised): boolean =>
  actor.unit === of.fromUnitId || actor.unit === of.toUnitId;

const administersObject = (actor: Actor, of: Related): boolean =>
  of.objectUnitIds.some((unitId) => administers(actor, unitId));

/** An administrator of either side of a relation. */
export const administersASide = (actor: Actor, of: Related): boolean =>
  administers(actor, of.subjectUnitId) || administersObject(actor, of);

/** An administrator of the side that did not propose it; who looks after the area that it is to may be on both. */
export const administersOtherSide = (actor: Actor, of: Related): boolean =>
  of.proposedByUnitId === of.subjectUnitId ? administersObject(actor, of) : administers(actor, of.subjectUnitId);

export const administratorOnly = {
  zh: '只有该单位的管理员可以这样做；请以该单位的身份（X-Acting-Unit）操作，或联系单位管理员。',
  en: 'Only an administrator of the unit may do this: act for that unit (X-Acting-Unit), or ask an administrator of it.',
};
export const ownerOnly = {
  zh: '只有所属单位可以这样做；请以该单位的身份操作，或联系该单位。',
  en: 'Only the unit it belongs to may do this: act for that unit, or ask it.',
};
export const partyOnly = {
  zh: '只有供需双方单位可以这样做；请由其中一方处理。',
  en: 'Only the two units concerned may do this: leave it to one of them.',
};
export const coordinatorOnly = {
  zh: '只有该联盟的协调员可以这样做；请联系协调员。',
  en: 'Only a coordinator of the alliance may do this: ask one.',
};
export const memberOnly = {
  zh: '只有该联盟的成员单位可以这样做；请先申请加入（applyForMembership）。',
  en: 'Only member units of the alliance may do this: apply for membership first (applyForMembership).',
};
