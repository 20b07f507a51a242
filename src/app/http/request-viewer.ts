/** From the headers of a request to its viewer: who asks, under which hats, when, in which language. */
import type { IncomingHttpHeaders } from 'node:http';
import { parseId, type Id } from '../../domain/ids.ts';
import type { IdKind } from '../../domain/kinds.ts';
import type { Locale, Subject, Viewer } from '../../domain/access/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import { AuthenticationError, type Tokens } from '../../platform/identity.ts';

/** Throws `AuthenticationError` for a token that is not good, `BadInputError` for a hat that is no id. */
export async function viewerOf(
  headers: IncomingHttpHeaders,
  requestId: string,
  tokens: Tokens,
  clock: Clock,
): Promise<Viewer> {
  const now = clock.now();
  return {
    subject: await subjectOf(headers.authorization, tokens, now),
    credential: null,
    actingUnit: hatOf(headers, 'x-acting-unit', 'unit'),
    actingAlliance: hatOf(headers, 'x-acting-alliance', 'alliance'),
    now,
    locale: localeOf(headers['accept-language']),
    requestId,
  };
}

async function subjectOf(header: string | undefined, tokens: Tokens, now: Date): Promise<Subject> {
  if (header === undefined) return { kind: 'ANONYMOUS' };
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? [];
  if (token === undefined) throw new AuthenticationError('the Authorization header holds no bearer token');
  return tokens.subjectOf(token, now);
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
