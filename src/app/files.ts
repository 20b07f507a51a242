/** What serves files, and takes up imports, put together from the application. */
import { Chore } from '../data/chore.ts';
import type { Database } from '../data/database.ts';
import { Press } from '../data/documents/press.ts';
import type { ImportKind } from '../data/imports/kind.ts';
import { ImportRunner } from '../data/imports/runner.ts';
import type { Viewer } from '../domain/access/viewer.ts';
import { FileService, unitImports, unitsTemplate } from '../modules/directory/index.ts';
import { listingImports, ListingSheetService } from '../modules/exchange/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tokens } from '../platform/identity/tokens.ts';
import type { Logger } from '../platform/logger.ts';
import type { Application } from './application.ts';
import { askInProcess, type Ask } from './ask.ts';
import type { FileParts } from './http/files-route.ts';

export function filePartsOf({ files, work, limits, graph }: Application, tokens: Tokens, clock: Clock): FileParts {
  let made: Promise<Uint8Array> | null = null;
  const template = (): Promise<Uint8Array> => {
    // The same for everybody, made when it is first asked for; and again, where that failed.
    made ??= unitsTemplate().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
  // As rights are when it is asked, which may be some time after the request came.
  const askAs =
    (viewer: Viewer): Ask =>
    (document, variables) =>
      askInProcess(graph, { ...viewer, now: clock.now() })(document, variables);
  const listings = { service: new ListingSheetService(work), askAs, clock };
  const documents = { askAs, press: new Press() };
  return { files, service: new FileService(work, limits.unitFiles), template, listings, documents, tokens, clock };
}

const EVERY_MS = 1_000;

/** Everything that is imported from sheets. */
export const importKinds: readonly ImportKind[] = [unitImports, listingImports];

/** Takes up imports of a kind beside the requests of a serving process. Several processes may have one each. */
export function importsOf(
  kind: ImportKind,
  { work, files }: Application,
  database: Database,
  clock: Clock,
  logger: Pick<Logger, 'warn' | 'info'>,
): Chore {
  const runner = new ImportRunner(kind, work, files, clock, logger);
  return new Chore(database, clock, logger, {
    run: (connection, _now, isOver) => runner.run(connection, isOver),
    everyMs: EVERY_MS,
    isKept: true,
    failing: `imports of ${kind.schema} are not taken up`,
    again: `imports of ${kind.schema} are taken up again`,
  });
}
