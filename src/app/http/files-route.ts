/** `/files`: bytes in and out. What they are to whom is the graph's to say; the same walls stand here. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileTooLargeError, type Files } from '../../data/files.ts';
import { RefusalError } from '../../domain/errors.ts';
import { FILE_DAYS, LARGEST_FILE, mediaTypeOf } from '../../domain/file.ts';
import { globalId, parseId } from '../../domain/ids.ts';
import { toUserErrors } from '../../graphql/errors/user-errors.ts';
import type { AnnouncedFile, FileService } from '../../modules/directory/index.ts';
import { freshId, type Clock } from '../../platform/clock.ts';
import { AuthenticationError } from '../../platform/identity/identity.ts';
import type { Tokens } from '../../platform/identity/tokens.ts';
import { badFile, fileTooLarge, noSuchFile, refuse, starting } from './refusals.ts';
import { viewerOf } from './request-viewer.ts';
import type { HttpServer } from './server.ts';

export interface FileParts {
  readonly files: Files;
  readonly service: FileService;
  /** A sheet to be filled in, which is for everybody. */
  readonly template: () => Promise<Uint8Array>;
  readonly tokens: Tokens;
  readonly clock: Clock;
}

/** A parameter; one that is given several times is none that is any good. */
const parameter = (given: unknown, usual: string): string =>
  given === undefined ? usual : typeof given === 'string' ? given : '';

/** Mounts the routes, which answer through whatever `ready` gives once it gives something. */
export function mountFiles(server: HttpServer, ready: () => FileParts | null): void {
  const handled =
    (handle: (parts: FileParts, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const parts = ready();
      return parts === null ? refuse(request, reply, starting) : handle(parts, request, reply);
    };
  server.get('/files/units-template.xlsx', handled(giveTemplate));
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
    if (!(error instanceof RefusalError)) throw error;
    const refusal = error as RefusalError;
    return reply.code(statusOf(refusal)).send({
      errors: toUserErrors(refusal, viewer.locale).map(({ message, $type: _, ...extensions }) => ({
        message,
        extensions: { ...extensions, requestId: request.id },
      })),
    });
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

function statusOf({ code }: RefusalError): number {
  if (code === 'INVALID_INPUT') return 400;
  if (code === 'NOT_ENOUGH_LEFT') return 413;
  return code === 'IDEMPOTENCY_KEY_REUSED' ? 409 : 403;
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

/** To be saved and never to be shown or run, whatever is in it. */
function asDownload(reply: FastifyReply, { name, mediaType }: { name: string; mediaType: string }): FastifyReply {
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
