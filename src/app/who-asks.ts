/** Whom the server believes: the issuers of its configuration, and the keys that the database knows. */
import { DatabaseCredentials } from '../data/credentials.ts';
import { KeyUseNotes } from '../data/key-uses.ts';
import type { CloseStack } from '../platform/close-stack.ts';
import type { Config } from '../platform/config.ts';
import type { Issuer } from '../platform/identity/identity.ts';
import { OidcIssuer } from '../platform/identity/oidc-issuer.ts';
import { Tokens } from '../platform/identity/tokens.ts';
import type { Logger } from '../platform/logger.ts';
import type { Application } from './application.ts';

/** `stack` closes what it opens, and is to close it before the application. */
export function openTokens(
  issuers: readonly Issuer[],
  { readers, orm }: Pick<Application, 'readers' | 'orm'>,
  logger: Logger,
  stack: CloseStack,
): Tokens {
  return new Tokens(issuers, new DatabaseCredentials(readers), stack.use(new KeyUseNotes(orm, logger)));
}

/** The OpenID provider of the configuration, if there is one. It is asked for its keys, and not waited for. */
export function oidcIssuers({ oidc }: Pick<Config, 'oidc'>, logger: Logger, stack: CloseStack): readonly Issuer[] {
  if (oidc === null) return [];
  const issuer = new OidcIssuer(oidc, logger);
  stack.defer(() => {
    issuer.close();
  });
  issuer.prepare();
  return [issuer];
}
