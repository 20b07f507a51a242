/** `/files/documents`: agreements and settlement sheets as PDF, for persons who may read them through the graph. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../domain/access/viewer.ts';
import { CredentialEndedError, HatError, RefusalError } from '../../domain/errors.ts';
import { mediaTypes } from '../../domain/file.ts';
import { globalId, readId } from '../../domain/ids.ts';
import { AuthenticationError } from '../../platform/identity/identity.ts';
import { AnswerError, type Ask } from '../ask.ts';
import { documentOf, isDocumentKind } from '../documents.ts';
import { asDownload, refused } from './file-replies.ts';
import { noSuchDocument, notForApps, nothingHere, refuse } from './refusals.ts';

export interface DocumentParts {
  /** The graph, asked by that viewer. */
  readonly askAs: (viewer: Viewer) => Ask;
}

/** What was wrong with the question, as the door tells it. */
function told(error: unknown): unknown {
  const cause = error instanceof AnswerError ? error.cause : error;
  if (cause instanceof HatError) return RefusalError.of('HAT_REQUIRED', { choices: cause.choices });
  if (cause instanceof CredentialEndedError) return new AuthenticationError(cause.message);
  return cause instanceof Error ? cause : error;
}

export const giveDocument =
  ({ askAs }: DocumentParts) =>
  async (viewer: Viewer, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (viewer.subject.kind === 'ANONYMOUS') throw new AuthenticationError('a document needs a token');
    if (viewer.subject.kind === 'APP') return refuse(request, reply, notForApps);
    const [, spelled] = /^(.*)\.pdf$/.exec((request.params as { name: string }).name) ?? [];
    if (spelled === undefined) return refuse(request, reply, nothingHere);
    const { kind, id } = readId(spelled);
    if (!isDocumentKind(kind)) return refuse(request, reply, nothingHere);
    try {
      const made = await documentOf(askAs(viewer), kind, globalId(kind, id));
      if (made === null) return await refuse(request, reply, noSuchDocument);
      const saved = asDownload(reply, { name: made.name, mediaType: mediaTypes.pdf });
      return await saved.header('cache-control', 'private, no-store').send(Buffer.from(made.bytes));
    } catch (error) {
      return refused(told(error), viewer, request, reply);
    }
  };
