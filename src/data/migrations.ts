/** The SQL files of `migrations/`, in the order of their names, as the classes MikroORM's migrator runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Migration } from '@mikro-orm/migrations';

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));
const FILE_NAME = /^\d{14}-[a-z0-9-]+\.sql$/;

type MigrationClass = new (...args: ConstructorParameters<typeof Migration>) => Migration;

interface SqlMigration {
  readonly name: string;
  readonly class: MigrationClass;
}

export function sqlMigrations(folder: string = FOLDER): SqlMigration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      if (!FILE_NAME.test(name)) throw new Error(`migrations/${name}: the name must be YYYYMMDDHHMMSS-intent.sql`);
      return { name: name.slice(0, -'.sql'.length), class: asClass(readFileSync(join(folder, name), 'utf8')) };
    });
}

function asClass(text: string): MigrationClass {
  return class extends Migration {
    override up(): void {
      this.addSql(text);
    }
  };
}
