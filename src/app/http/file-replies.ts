/** What routes of files have in common: parameters, downloads and refusals. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../domain/access/viewer.ts';
import { RefusalError } from '../../domain/errors.ts';
import { toUserErrors } from '../../graphql/errors/user-errors.ts';

/** A parameter; one that is given several times is none that is any good. */
export const parameter = (given: unknown, usual: string): string =>
  given === undefined ? usual : typeof given === 'string' ? given : '';

/** A refusal as the graph would tell it; throws what is none. */
export function refused(error: unknown, viewer: Viewer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!(error instanceof RefusalError)) throw error;
  const refusal = error as RefusalError;
  return reply.code(statusOf(refusal)).send({
    errors: toUserErrors(refusal, viewer.locale).map(({ message, $type: _, ...extensions }) => ({
      message,
      extensions: { ...extensions, requestId: request.id },
    })),
  });
}

function statusOf({ code }: RefusalError): number {
  if (code === 'INVALID_INPUT') return 400;
  if (code === 'NOT_ENOUGH_LEFT') return 413;
  return code === 'IDEMPOTENCY_KEY_REUSED' ? 409 : 403;
}

/** To be saved and never to be shown or run, whatever is in it. */
export function asDownload(
  reply: FastifyReply,
  { name, mediaType }: { readonly name: string; readonly mediaType: string },
): FastifyReply {
  return reply
    .header('content-type', mediaType)
    .header('content-disposition', dispositionOf(name))
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox");
}

/** Its name for clients that know RFC 5987, and what is left of it for those that do not. */
function dispositionOf(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const spelled = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${spelled}`;
}
