/** Who asks, as far as the request itself says: the token's subject, the hats it names, the instant and the language. */
import type { Id } from '../kinds.ts';

export type Locale = 'zh-CN' | 'en';

/** Somebody as an issuer names them: `iss` and `sub`, which stay theirs for ever. */
export interface LoginName {
  readonly issuer: string;
  readonly subject: string;
}

export type Subject =
  | { readonly kind: 'ANONYMOUS' }
  /** `unknownAs`: the login they came with, while nobody is known by it here. */
  | { readonly kind: 'PERSON'; readonly person: Id<'person'>; readonly unknownAs?: LoginName }
  | { readonly kind: 'APP'; readonly app: Id<'app'> };

export interface Viewer {
  readonly subject: Subject;
  /**
   * The login or the key that proves it, by its id: whether that still holds is asked of the rights contract on every use.
   * Null for nobody and for demo tokens, which hold until they expire.
   */
  readonly credential: string | null;
  /** `X-Acting-Unit`: the unit the viewer says it acts for. A claim, checked against the rights contract on every use. */
  readonly actingUnit: Id<'unit'> | null;
  /** `X-Acting-Alliance`, likewise. */
  readonly actingAlliance: Id<'alliance'> | null;
  /** The instant of the request; every rule and every statement takes it from here. */
  readonly now: Date;
  readonly locale: Locale;
  readonly requestId: string;
}

export const personOf = (viewer: Viewer): Id<'person'> | null =>
  viewer.subject.kind === 'PERSON' ? viewer.subject.person : null;

export const appOf = (viewer: Viewer): Id<'app'> | null => (viewer.subject.kind === 'APP' ? viewer.subject.app : null);
