/** `/files`: bytes in and out. What they are to whom is the graph's to say; the same walls stand here. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileTooLargeError, type Files } from '../../data/files.ts';
import { RefusalError } from '../../domain/errors.ts';
import { FILE_DAYS, LARGEST_FILE, mediaTypeOf } from '../../domain/file.ts';
import { globalId, parseId } from '../../domain/ids.ts';
import { toUserErrors } from '../../graphql/errors/user-errors.ts';
import type { FileService } from '../../modules/directory/index.ts';
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

interface Wanted {
  readonly name?: string;
  readonly audience?: string;
  readonly days?: string;
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
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_FILE) return refuse(request, reply, fileTooLarge);
  const { name = '', audience = 'UNIT', days = String(FILE_DAYS.usual) } = request.query as Wanted;
  const id = freshId('file', viewer.now);
  try {
    const written = await files.write(id, request.raw, viewer.now);
    const mediaType = written.size === 0 ? null : mediaTypeOf(written.head, written.tail, name);
    if (mediaType === null) return await refuse(request, reply, badFile);
    const key = request.headers['idempotency-key'];
    const { sha256, size } = written;
    const input = {
      idempotencyKey: typeof key === 'string' && key !== '' ? key.slice(0, 100) : id,
      ...{ name, isForAlliance: audience === 'ALLIANCE', days: Number(days), mediaType, sha256 },
    };
    const { outcome, replayed } = await service.add(viewer, id, input, written);
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

function statusOf({ code }: RefusalError): number {
  if (code === 'INVALID_INPUT') return 400;
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
