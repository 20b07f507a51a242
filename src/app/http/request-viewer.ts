/** From the headers of a request to its viewer: who asks, under which hats, when, in which language. */
import type { IncomingHttpHeaders } from 'node:http';
import { parseId, type Id } from '../../domain/ids.ts';
import type { IdKind } from '../../domain/kinds.ts';
import type { Locale, Viewer } from '../../domain/access/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import { AuthenticationError, type Asker } from '../../platform/identity/identity.ts';
import type { Tokens } from '../../platform/identity/tokens.ts';

/**
 * Throws `AuthenticationError` for a token or key that is not good, `IssuerAwayError` where that cannot be known,
 * `BadInputError` for a hat that is no id.
 */
export async function viewerOf(
  headers: IncomingHttpHeaders,
  requestId: string,
  tokens: Tokens,
  clock: Clock,
): Promise<Viewer> {
  const now = clock.now();
  const asker = await askerOf(headers.authorization, tokens, now);
  return {
    subject: asker.subject,
    credential: asker.credential,
    actingUnit: hatOf(headers, 'x-acting-unit', 'unit'),
    actingAlliance: hatOf(headers, 'x-acting-alliance', 'alliance'),
    now,
    locale: localeOf(headers['accept-language']),
    requestId,
  };
}

const NOBODY: Asker = { subject: { kind: 'ANONYMOUS' }, credential: null };

async function askerOf(header: string | undefined, tokens: Tokens, now: Date): Promise<Asker> {
  if (header === undefined) return NOBODY;
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? [];
  if (token === undefined) throw new AuthenticationError('the Authorization header holds no bearer token');
  return tokens.askerOf(token, now);
}

function hatOf<K extends IdKind>(headers: IncomingHttpHeaders, name: string, kind: K): Id<K> | null {
  const given = headers[name];
  return typeof given === 'string' && given !== '' ? parseId(kind, given) : null;
}

/** The first of our languages that the client prefers; Chinese unless it asks for English. */
export function localeOf(header: string | undefined): Locale {
  const preferred = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { language: tag.split('-')[0] ?? '', quality: Number(quality ?? 1) };
    })
    .filter(({ language, quality }) => quality > 0 && (language === 'zh' || language === 'en'))
    .sort((a, b) => b.quality - a.quality)[0];
  return preferred?.language === 'en' ? 'en' : 'zh-CN';
}
