/**
 * How somebody stands to a row: the columns of the table. Worked out from who is who and what belongs to whom, and from
 * nothing that the product says about rights.
 */

/** Who asks, as far as it matters; uuids. */
export interface Standing {
  readonly subject: 'ANONYMOUS' | 'PERSON' | 'APP';
  readonly app: string | null;
  /** The unit a person acts for. */
  readonly unit: string | null;
  /** The units that let an app read, by alliance. */
  readonly installedBy: ReadonlyMap<string, readonly string[]>;
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
  /** The app it is about. */
  readonly apps: readonly string[];
}

export const NOBODYS: Owned = { own: [], host: [], alliances: [], matched: [], administered: [], apps: [] };

/** `scope` is what an app has to be let read, for what it is that is looked at. */
export function kindOf(who: Standing, row: Owned, scope: string | null): string {
  const { subject, app, unit, hat, hatFits } = who;
  if (app !== null && row.apps.includes(app)) return 'itself';
  if (subject === 'ANONYMOUS') return hat === null ? 'anon' : 'anon~';
  if (!hatFits) return subject === 'APP' ? 'appbad' : 'badhat';
  const under = hat === null ? '' : row.alliances.includes(hat) ? '+' : '~';
  if (subject === 'APP') {
    if (scope !== null && hat !== null && !who.scopes.includes(scope)) return 'noscope';
    return under === '+' && installsIt(who, row) ? 'ownapp+' : `app${under}`;
  }
  if (unit === null) return 'nopost';
  if (who.administers && row.administered.includes(unit)) return `admin${under}`;
  if (row.own.includes(unit)) return `own${under}`;
  if (row.host.includes(unit)) return `host${under}`;
  const meets = (alliances: readonly string[]): boolean =>
    row.alliances.some((alliance) => alliances.includes(alliance) && (under !== '+' || alliance === hat));
  if (under !== '~' && meets(who.coordinates)) return `coord${under}`;
  if (hat !== null && row.matched.includes(hat) && who.coordinates.includes(hat)) return 'match+';
  if (meets(who.memberOf)) return `member${under}`;
  if (meets(who.formerlyIn)) return 'former';
  return `other${under}`;
}

/** Under this hat an app reads what a unit let it read, which owns the row. */
const installsIt = ({ installedBy, hat }: Standing, { own, host }: Owned): boolean =>
  hat !== null && (installedBy.get(hat) ?? []).some((unit) => own.includes(unit) || host.includes(unit));
