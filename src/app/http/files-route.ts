/** `/files`: bytes in and out. What they are to whom is the graph's to say; the same walls stand here. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileTooLargeError, type Files } from '../../data/files.ts';
import { FILE_DAYS, LARGEST_FILE, mediaTypeOf } from '../../domain/file.ts';
import { globalId, parseId } from '../../domain/ids.ts';
import type { AnnouncedFile, FileService } from '../../modules/directory/index.ts';
import { freshId, type Clock } from '../../platform/clock.ts';
import { AuthenticationError } from '../../platform/identity/identity.ts';
import type { Tokens } from '../../platform/identity/tokens.ts';
import { giveDocument, type DocumentParts } from './documents-route.ts';
import { asDownload, parameter, refused } from './file-replies.ts';
import { giveExport, giveListingTemplate, type ListingSheetParts } from './listing-sheets-route.ts';
import { badFile, fileTooLarge, noSuchFile, refuse, starting } from './refusals.ts';
import { viewerOf } from './request-viewer.ts';
import type { HttpServer } from './server.ts';

export interface FileParts {
  readonly files: Files;
  readonly service: FileService;
  /** A sheet to be filled in, which is for everybody. */
  readonly template: () => Promise<Uint8Array>;
  readonly listings: ListingSheetParts;
  readonly documents: DocumentParts;
  readonly tokens: Tokens;
  readonly clock: Clock;
}

/** Mounts the routes, which answer through whatever `ready` gives once it gives something. */
export function mountFiles(server: HttpServer, ready: () => FileParts | null): void {
  const handled =
    (handle: (parts: FileParts, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const parts = ready();
      return parts === null ? refuse(request, reply, starting) : handle(parts, request, reply);
    };
  server.get('/files/units-template.xlsx', handled(giveTemplate));
  for (const [path, made] of [
    ['/files/templates/:name', giveListingTemplate],
    ['/files/exports/:name', giveExport],
  ] as const) {
    const serve = async ({ listings, tokens, clock }: FileParts, request: FastifyRequest, reply: FastifyReply) =>
      made(listings)(await viewerOf(request.headers, request.id, tokens, clock), request, reply);
    server.get(path, { exposeHeadRoute: false }, handled(serve));
  }
  const document = async ({ documents, tokens, clock }: FileParts, request: FastifyRequest, reply: FastifyReply) =>
    giveDocument(documents)(await viewerOf(request.headers, request.id, tokens, clock), request, reply);
  server.get('/files/documents/:name', { exposeHeadRoute: false }, handled(document));
  server.get('/files/:id', { exposeHeadRoute: false }, handled(give));
  void server.register((scope, _options, done) => {
    // Whatever a body says it is, it is read as it comes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, parsed) => {
      parsed(null, payload);
    });
    scope.post('/files', { bodyLimit: LARGEST_FILE }, handled(take));
    done();
  });
}

async function take(parts: FileParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { files, service, tokens, clock } = parts;
  const viewer = await viewerOf(request.headers, request.id, tokens, clock);
  if (viewer.subject.kind === 'ANONYMOUS') throw new AuthenticationError('a file needs a token');
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > LARGEST_FILE) return refuse(request, reply, fileTooLarge);
  const id = freshId('file', viewer.now);
  const announced = announcedBy(request, id);
  const { name } = announced;
  try {
    // Before a byte is read: nothing is written for who may not, or says what is no good.
    await service.mustBeWelcome(viewer, announced, Math.max(1, length));
    const written = await files.write(id, request.raw, viewer.now);
    const mediaType = written.size === 0 ? null : mediaTypeOf(written.head, written.tail, name);
    if (mediaType === null) {
      await files.forget(id);
      return await refuse(request, reply, badFile);
    }
    const { sha256, size } = written;
    const { outcome, replayed } = await service
      .add(viewer, id, { ...announced, mediaType, sha256 }, written)
      .catch(async (error: unknown) => {
        await files.forget(id);
        throw error;
      });
    // They are there already, under the id of the first time.
    if (replayed) await files.forget(id);
    const file = { id: globalId('file', outcome['file'] ?? id), name, mediaType, size, sha256 };
    return await reply.code(replayed ? 200 : 201).send({ file, replayed });
  } catch (error) {
    if (error instanceof FileTooLargeError) return refuse(request, reply.header('connection', 'close'), fileTooLarge);
    return refused(error, viewer, request, reply);
  }
}

/** Without a key it is an attempt of its own. */
function announcedBy({ query, headers }: FastifyRequest, id: string): AnnouncedFile {
  const { name, audience, days } = query as Readonly<Record<string, unknown>>;
  const key = headers['idempotency-key'];
  return {
    idempotencyKey: typeof key === 'string' && key !== '' ? key.slice(0, 100) : id,
    name: parameter(name, ''),
    audience: parameter(audience, 'UNIT'),
    days: Number(parameter(days, String(FILE_DAYS.usual))),
  };
}

async function give(parts: FileParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { files, tokens, clock } = parts;
  const viewer = await viewerOf(request.headers, request.id, tokens, clock);
  if (viewer.subject.kind === 'ANONYMOUS') throw new AuthenticationError('a file needs a token');
  const id = parseId('file', (request.params as { id: string }).id);
  const found = await files.find(viewer, id);
  if (found === null) return refuse(request, reply, noSuchFile);
  asDownload(reply, found).header('content-length', found.size).header('etag', `"${found.sha256}"`);
  return reply.header('cache-control', 'private, no-store').send(Readable.from(files.bytes(viewer, id)));
}

async function giveTemplate({ template }: FileParts, _request: FastifyRequest, reply: FastifyReply) {
  const bytes = await template();
  const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return asDownload(reply, { name: '单位导入模板.xlsx', mediaType }).send(Buffer.from(bytes));
}
