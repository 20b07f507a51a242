import { describe, expect, test } from '@jest/globals';
import { ConfigError, parseConfig } from '../../src/platform/config.ts';

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('configuration', () => {
  test('of an empty environment is the demonstration, on loopback, on the embedded server', () => {
    expect(parseConfig({})).toMatchObject({
      mode: 'demo',
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: null,
      introspection: true,
    });
  });

  test('with a database is production unless said otherwise, and then on loopback', () => {
    const url = 'postgres://u:p@db/qinlin';
    expect(parseConfig({ DATABASE_URL: url })).toMatchObject({
      mode: 'production',
      host: '0.0.0.0',
      introspection: false,
    });
    expect(parseConfig({ DATABASE_URL: url, QINLIN_MODE: 'demo' })).toMatchObject({ mode: 'demo', host: '127.0.0.1' });
  });

  test('tells every error at once, each in both languages', () => {
    const problems = problemsOf({
      PORT: 'four',
      DATABASE_URL: 'mysql://x',
      QINLIN_LOG_LEVEL: 'loud',
      QINLIN_MOED: 'demo',
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'QINLIN_MOED',
      'PORT',
      'DATABASE_URL',
      'QINLIN_LOG_LEVEL',
    ]);
    for (const problem of problems) {
      expect(problem).toMatch(/[一-鿿]/);
      expect(problem).toMatch(/[a-z]{3} [a-z]/);
    }
  });

  test.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ HOST: '0.0.0.0' }, 'HOST'],
    [{ QINLIN_MODE: 'production' }, 'DATABASE_URL'],
    [{ QINLIN_SCALE: 'x' }, 'QINLIN_SCALE'],
    [{ QINLIN_SCALE: '2' }, 'QINLIN_SCALE'],
    [{ QINLIN_TOUR_SPEED: '1' }, 'QINLIN_TOUR_SPEED'],
    [{ QINLIN_TEST_LGO: '1' }, 'QINLIN_TEST_LGO'],
    [{ QINLIN_MODE: 'demo', HOST: '192.168.1.2', DATABASE_URL: 'postgres://db/q' }, 'HOST'],
  ])('refuses %j', (env, name) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}:`));
  });

  const ISSUER = 'https://id.example.org/realms/one';

  test('trusts an issuer, in either mode, where it is named together with an audience', () => {
    expect(parseConfig({}).oidc).toBeNull();
    const env = { QINLIN_OIDC_ISSUER: ISSUER, QINLIN_OIDC_AUDIENCE: 'qinlin' };
    const oidc = { issuer: ISSUER, audience: 'qinlin', jwksUrl: null };
    expect(parseConfig(env)).toMatchObject({ mode: 'demo', oidc });
    const production = { ...env, DATABASE_URL: 'postgres://u:p@db/qinlin' };
    expect(parseConfig(production)).toMatchObject({ mode: 'production', oidc });
    for (const [issuer, jwksUrl] of [
      // As its tokens spell it, to the letter.
      ['https://ID.example.org/', 'https://keys.example.org/keys?policy=one'],
      ['http://127.0.0.1:9000', 'http://localhost:9000/keys'],
      ['http://[::1]:9000', 'http://[::1]:9000/keys'],
    ] as const) {
      const given = { ...env, QINLIN_OIDC_ISSUER: issuer, QINLIN_OIDC_JWKS_URL: jwksUrl };
      expect(parseConfig(given).oidc).toEqual({ issuer, audience: 'qinlin', jwksUrl });
    }
  });

  test.each([
    [{ QINLIN_OIDC_ISSUER: ISSUER }, 'QINLIN_OIDC_AUDIENCE'],
    [{ QINLIN_OIDC_AUDIENCE: 'qinlin' }, 'QINLIN_OIDC_ISSUER'],
    [{ QINLIN_OIDC_JWKS_URL: ISSUER }, 'QINLIN_OIDC_ISSUER'],
    [{ QINLIN_OIDC_JWKS_URL: ISSUER, QINLIN_OIDC_AUDIENCE: 'qinlin' }, 'QINLIN_OIDC_ISSUER'],
    [{ QINLIN_OIDC_JWKS_URL: ISSUER, QINLIN_OIDC_ISSUER: ISSUER }, 'QINLIN_OIDC_AUDIENCE'],
    ...[
      'http://id.example.org',
      'http://127.0.0.1.example.org',
      'id.example.org',
      'ftp://id.example.org',
      'https://u:p@id.example.org',
      'https://u@id.example.org',
      `${ISSUER}?x`,
      `${ISSUER}#x`,
    ].map((issuer): [Record<string, string>, string] => [
      { QINLIN_OIDC_ISSUER: issuer, QINLIN_OIDC_AUDIENCE: 'qinlin' },
      'QINLIN_OIDC_ISSUER',
    ]),
    [
      { QINLIN_OIDC_ISSUER: ISSUER, QINLIN_OIDC_AUDIENCE: 'qinlin', QINLIN_OIDC_JWKS_URL: 'http://id.example.org' },
      'QINLIN_OIDC_JWKS_URL',
    ],
    [{ QINLIN_OIDC_ISSUER: ISSUER, QINLIN_OIDC_AUDIENCE: 'x'.repeat(256) }, 'QINLIN_OIDC_AUDIENCE'],
  ])('of an issuer refuses %j', (env: Record<string, string>, name) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}: .*[一-鿿].*[a-z]{3} [a-z]`));
  });

  test('leaves alone what tests read', () => {
    const env = { QINLIN_SCALE: '0.5', QINLIN_TEST_LOG: '1', QINLIN_TEST_DATABASE_URL: 'postgres://u@db/q' };
    expect(problemsOf(env)).toEqual([]);
  });

  test('takes an empty variable for one that is not there', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4000, databaseUrl: null });
  });
});
