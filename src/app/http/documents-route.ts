/** `/files/documents`: agreements and settlement sheets as PDF, for persons who may read them through the graph. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotPrintedError, type NotPrinted, type Press } from '../../data/documents/press.ts';
import type { Viewer } from '../../domain/access/viewer.ts';
import { CredentialEndedError, HatError, RefusalError } from '../../domain/errors.ts';
import { mediaTypes } from '../../domain/file.ts';
import { globalId, readId } from '../../domain/ids.ts';
import { AuthenticationError } from '../../platform/identity/identity.ts';
import { AnswerError, type Ask } from '../ask.ts';
import { documentOf, isDocumentKind, MOST_ON_PAPER, TooLongForPaperError } from '../documents.ts';
import { asDownload, refused } from './file-replies.ts';
import { noSuchDocument, notForApps, nothingHere, refuse, type Refusal } from './refusals.ts';

export interface DocumentParts {
  /** The graph, asked by that viewer. */
  readonly askAs: (viewer: Viewer) => Ask;
  readonly press: Press;
}

const notPrinted: Readonly<Record<NotPrinted, Refusal>> = {
  ONE_EACH: {
    status: 429,
    code: 'RATE_LIMITED',
    text: {
      zh: '您的另一份文书正在制作，每次只制作一份；请待其完成后再试。',
      en: 'Another document is being made for you, and one is at a time: ask again when you have it.',
    },
  },
  MANY_WAIT: {
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    text: {
      zh: '正在排队制作的文书较多，请稍后再试。',
      en: 'Many documents are waiting to be made: ask for yours again shortly.',
    },
  },
  TOO_LONG: {
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    text: {
      zh: '文书制作超时，未能完成。请稍后再试；如仍不成功，请通过 /graphql 读取同样的内容。',
      en: 'Making the document took too long, and was given up. Try again shortly; where it does not help, read the same at /graphql.',
    },
  },
};

const tooLong = ({ count }: TooLongForPaperError): Refusal => ({
  status: 413,
  code: 'PAYLOAD_TOO_LARGE',
  text: {
    zh: `该结算单列有 ${count} 条履约，文书至多列 ${MOST_ON_PAPER} 条；请通过 /graphql 分页读取，或按较短的期间结算。`,
    en: `The sheet lists ${count} deliveries, and a document lists ${MOST_ON_PAPER} at most: read it page by page at /graphql, or settle shorter periods.`,
  },
});

/** What was wrong with the question, as the door tells it. */
function told(error: unknown): unknown {
  const cause = error instanceof AnswerError ? error.cause : error;
  if (cause instanceof HatError) return RefusalError.of('HAT_REQUIRED', { choices: cause.choices });
  if (cause instanceof CredentialEndedError) return new AuthenticationError(cause.message);
  return cause instanceof Error ? cause : error;
}

/** Aborted when the answer can reach nobody any more. */
function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}

export const giveDocument =
  ({ askAs, press }: DocumentParts) =>
  async (viewer: Viewer, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { subject } = viewer;
    if (subject.kind === 'ANONYMOUS') throw new AuthenticationError('a document needs a token');
    if (subject.kind === 'APP') return refuse(request, reply, notForApps);
    const [, spelled] = /^(.*)\.pdf$/.exec((request.params as { name: string }).name) ?? [];
    if (spelled === undefined) return refuse(request, reply, nothingHere);
    const { kind, id } = readId(spelled);
    if (!isDocumentKind(kind)) return refuse(request, reply, nothingHere);
    const gone = goneOf(reply);
    try {
      const made = await press.take(subject.person, gone, () =>
        documentOf(askAs(viewer), kind, globalId(kind, id), gone),
      );
      if (made === null) return await refuse(request, reply, noSuchDocument);
      const saved = asDownload(reply, { name: made.name, mediaType: mediaTypes.pdf });
      return await saved.header('cache-control', 'private, no-store').send(Buffer.from(made.bytes));
    } catch (error) {
      // Nobody reads what would be answered.
      if (gone.aborted) return reply.hijack();
      if (error instanceof NotPrintedError) return refuse(request, reply, notPrinted[error.why]);
      if (error instanceof TooLongForPaperError) return refuse(request, reply, tooLong(error));
      return refused(told(error), viewer, request, reply);
    }
  };
