/**
 * How somebody stands to a row: the columns of the table. Worked out from who is who and what belongs to whom, and from
 * nothing that the product says about rights.
 */

/** Who asks, as far as it matters; uuids. */
export interface Standing {
  readonly subject: 'ANONYMOUS' | 'PERSON' | 'APP';
  readonly app: string | null;
  readonly person: string | null;
  /** The unit a person acts for. */
  readonly unit: string | null;
  /** What units let an app read under the hat. */
  readonly installations: readonly Installation[];
  /** The alliances the unit is in now, or the app may read now. */
  readonly memberOf: readonly string[];
  readonly formerlyIn: readonly string[];
  readonly coordinates: readonly string[];
  /** The alliance of the hat. */
  readonly hat: string | null;
  /** The hats that are named are held, and those that are needed are named. */
  readonly hatFits: boolean;
  /** Administers the unit it acts for. */
  readonly administers: boolean;
  /** What an app was let read under the hat. */
  readonly scopes: readonly string[];
}

/** One unit lets it read that, for a purpose or for none in particular. */
export interface Installation {
  readonly unit: string;
  readonly alliance: string;
  readonly scopes: readonly string[];
  readonly purpose: string | null;
}

/** What the unit of a row shares with another now. */
export interface Share {
  readonly consumer: string;
  readonly precision: 'FULL' | 'MASKED';
  readonly reshare: boolean;
  readonly purpose: string;
}

/** A row, as far as it matters; uuids. */
export interface Owned {
  /** The unit it belongs to, or the two it is between. */
  readonly own: readonly string[];
  /** The unit of what it hangs on. */
  readonly host: readonly string[];
  /** The alliances it lies in or is shown to. */
  readonly alliances: readonly string[];
  /** Other alliances of its unit, whose coordinators match it. */
  readonly matched: readonly string[];
  /** The unit whose administrators it is for. */
  readonly administered: readonly string[];
  /** The app or the person it is about. */
  readonly about: readonly string[];
  /** Who invited by it. */
  readonly inviters: readonly string[];
  /** The units that serve it now, each by an agreement in an alliance. */
  readonly served: readonly { readonly unit: string; readonly alliance: string }[];
  /** What the person consents to now, where apps may know of it at all. */
  readonly consents: readonly string[];
  readonly shares: readonly Share[];
  /** To whom it is disclosed now, acting for that unit. */
  readonly told: readonly { readonly person: string; readonly unit: string }[];
}

export const NOBODYS: Owned = {
  ...{ own: [], host: [], alliances: [], matched: [], administered: [], about: [], inviters: [] },
  ...{ served: [], consents: [], shares: [], told: [] },
};

/** `scope` is what an app has to be let read, for what it is that is looked at. */
export function kindOf(who: Standing, row: Owned, scope: string | null): string {
  const { subject, app, person, hat } = who;
  if (row.about.some((one) => one === app || one === person)) return 'itself';
  if (subject === 'ANONYMOUS') return hat === null ? 'anon' : 'anon~';
  if (!who.hatFits) return subject === 'APP' ? 'appbad' : 'badhat';
  const under = hat === null ? '' : row.alliances.includes(hat) ? '+' : '~';
  return subject === 'APP' ? kindOfApp(who, row, scope, under) : kindOfPerson(who, row, under);
}

type Under = '' | '+' | '~';

function kindOfApp({ hat, scopes, installations }: Standing, row: Owned, scope: string | null, under: Under): string {
  if (scope !== null && hat !== null && !scopes.includes(scope)) return 'noscope';
  const reads = installations.filter((one) => scope === null || one.scopes.includes(scope));
  // One and the same installation has to bring the unit, the purpose and the scope.
  const shared = row.shares.filter(({ consumer, reshare, purpose }) =>
    reads.some((one) => reshare && one.unit === consumer && one.purpose === purpose),
  );
  if (shared.some(({ precision }) => precision === 'FULL')) return 'sharedapp';
  const consented = reads.filter(({ purpose }) => purpose !== null && row.consents.includes(purpose));
  const mayItself = (unit: string): boolean => row.own.includes(unit) || servedBy(unit, row, hat) === 'serves+';
  if (under === '+' && consented.some(({ unit }) => mayItself(unit))) return 'consented';
  if (under === '+') {
    return installations.some(({ unit }) => row.own.includes(unit) || row.host.includes(unit)) ? 'ownapp+' : 'app+';
  }
  return shared.length > 0 ? 'partlyapp' : `app${under}`;
}

function kindOfPerson(who: Standing, row: Owned, under: Under): string {
  const { unit, person, hat } = who;
  if (unit === null) return 'nopost';
  const meets = (alliances: readonly string[]): boolean =>
    row.alliances.some((alliance) => alliances.includes(alliance) && (under !== '+' || alliance === hat));
  const shared = row.shares.filter(({ consumer }) => consumer === unit);
  const served = servedBy(unit, row, hat);
  const inPart = row.own.includes(unit) || served === 'serves+' || served === 'serves' || shared.length > 0;
  const isTold = row.told.some((one) => one.person === person && one.unit === unit);
  if (isTold && (inPart || (under === '+' && meets(who.memberOf)))) return 'told';
  if (who.administers && row.administered.includes(unit)) return `admin${under}`;
  if (person !== null && row.own.includes(unit) && row.inviters.includes(person)) return `inviter${under}`;
  if (row.own.includes(unit)) return `own${under}`;
  if (row.host.includes(unit)) return `host${under}`;
  if (served !== null) return served;
  if (under === '+' && meets(who.coordinates)) return 'coord+';
  if (hat !== null && row.matched.includes(hat) && who.coordinates.includes(hat)) return 'match+';
  if (shared.some(({ precision }) => precision === 'FULL')) return 'shared';
  if (under === '+' && meets(who.memberOf)) return 'member+';
  if (shared.length > 0) return 'partly';
  if (under === '' && meets(who.coordinates)) return 'coord';
  if (meets(who.memberOf)) return `member${under}`;
  if (meets(who.formerlyIn)) return 'former';
  return `other${under}`;
}

function servedBy(unit: string, { served }: Owned, hat: string | null): 'serves+' | 'serves' | 'serves~' | null {
  const by = served.filter((one) => one.unit === unit);
  if (by.length === 0) return null;
  if (hat === null) return 'serves';
  return by.some(({ alliance }) => alliance === hat) ? 'serves+' : 'serves~';
}
