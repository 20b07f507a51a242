/** Who a login is and whose a key is, as the database knows it: two questions by key, on the light lane. */
import type { Id } from '../domain/ids.ts';
import type { Credentials, KnownKey, KnownLogin } from '../platform/identity/identity.ts';
import type { Readers } from './readers.ts';

/** A row in any case, of nulls where there is none: a reading statement gives one. */
const LOGIN = {
  name: 'login-of',
  text:
    'select found.login_id::text, found.person_id::text from (values (1)) one ' +
    'left join access.login_of($1, $2) found on true',
};
const KEY = {
  name: 'key-of',
  text: 'select found.key_id::text, found.app_id::text from (values (1)) one left join access.key_of($1) found on true',
};

const LIGHT = { guardedFor: null, isHeavy: false } as const;

export class DatabaseCredentials implements Credentials {
  readonly #readers: Pick<Readers, 'send'>;

  constructor(readers: Pick<Readers, 'send'>) {
    this.#readers = readers;
  }

  async loginOf(issuer: string, subject: string): Promise<KnownLogin | null> {
    const [login, person] = await this.#readers.send({ ...LOGIN, ...LIGHT, values: [issuer, subject] });
    return login === null ? null : { login, person: person as Id<'person'> };
  }

  async keyOf(hash: Uint8Array): Promise<KnownKey | null> {
    const [key, app] = await this.#readers.send({ ...KEY, ...LIGHT, values: [hash] });
    return key === null ? null : { key, app: app as Id<'app'> };
  }
}
