/** An OpenID provider on loopback: a discovery document, a set of keys, and tokens signed with them; or whatever goes wrong. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import type { Config } from '../../src/platform/config.ts';

export const AUDIENCE = 'https://api.example.org';
const DISCOVERY = '/.well-known/openid-configuration';
const KEYS = '/keys';

interface KeyPair {
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

interface Signing {
  readonly kid?: string;
  readonly header?: Readonly<Record<string, unknown>>;
}

export class TestIssuer implements AsyncDisposable {
  readonly url: string;
  /** The paths it was asked for, in order. */
  readonly asked: string[] = [];
  /** Put over what the discovery document says otherwise. */
  discovery: Readonly<Record<string, unknown>> = {};
  status = 200;
  delayMs = 0;
  readonly #port: number;
  #server: Server;
  readonly #pairs = new Map<string, KeyPair>();
  readonly #published = new Set<string>();

  private constructor(server: Server) {
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
    this.url = `http://127.0.0.1:${this.#port}`;
    this.#answerOn(server);
  }

  /** With one key, `first`, of ES256. */
  static async open(): Promise<TestIssuer> {
    const issuer = new TestIssuer(await listening(0));
    await issuer.addKey('first');
    return issuer;
  }

  get settings(): NonNullable<Config['oidc']> {
    return { issuer: this.url, audience: AUDIENCE, jwksUrl: null };
  }

  get jwksUrl(): string {
    return this.url + KEYS;
  }

  /** How often it was asked for its keys. */
  get keysAsked(): number {
    return this.asked.filter((path) => path === KEYS).length;
  }

  async addKey(kid: string, alg = 'ES256'): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    this.#pairs.set(kid, { alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } });
    this.#published.add(kid);
  }

  /** Publishes it no more; what it signs is signed all the same. */
  withdrawKey(kid: string): void {
    this.#published.delete(kid);
  }

  publicKey(kid: string): JWK {
    return this.#pair(kid).jwk;
  }

  /** A token of the first key, for this service, good from `now` for an hour, but for what is said otherwise. */
  sign(now: Date, claims: JWTPayload = {}, { kid = 'first', header = {} }: Signing = {}): Promise<string> {
    const { alg, privateKey } = this.#pair(kid);
    const iat = Math.floor(now.getTime() / 1000);
    const all = { iss: this.url, aud: AUDIENCE, sub: 'somebody', iat, exp: iat + 3600, ...claims };
    return new SignJWT(all).setProtectedHeader({ alg, kid, typ: 'at+jwt', ...header }).sign(privateKey);
  }

  /** Nobody listens any more. */
  async goDown(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /** Listens again, at the same address. */
  async comeBack(): Promise<void> {
    this.#server = await listening(this.#port);
    this.#answerOn(this.#server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.listening) await this.goDown();
  }

  #pair(kid: string): KeyPair {
    const pair = this.#pairs.get(kid);
    if (pair === undefined) throw new Error(`no key ${kid} was made`);
    return pair;
  }

  #answerOn(server: Server): void {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.#answer(request, response));
  }

  async #answer({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked.push(url);
    await sleep(this.delayMs, undefined, { ref: false });
    const keys = Array.from(this.#published, (kid) => this.publicKey(kid));
    const bodies: Readonly<Record<string, object>> = {
      [DISCOVERY]: { issuer: this.url, jwks_uri: this.jwksUrl, ...this.discovery },
      [KEYS]: { keys },
    };
    response.writeHead(url in bodies ? this.status : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(bodies[url] ?? {}));
  }
}

async function listening(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
