/** What the user of DATABASE_URL may not do and has to: said with the statement that lets it. */
import { codeOf, DatabaseError } from './connect-failures.ts';

const NOT_ALLOWED = '42501';
const NO_SUCH_FILE = /^(58P01|0A000)$/;
const ROLES = 'qinlin_reader, qinlin_guarded, qinlin_writer';

/** The failure with its way out where it is about rights or extensions, or the error as it was. `user` is whom it is about. */
export function lackOf(cause: unknown, user: string): unknown {
  if (!(cause instanceof Error)) return cause;
  const code = codeOf(cause);
  const [reason = ''] = messageOf(cause).split('\n');
  if (NO_SUCH_FILE.test(code) && reason.includes('extension')) {
    return new DatabaseError(
      `数据库服务器缺少扩展，请先安装（通常在 postgresql-contrib 包中）。 The server lacks an extension: install it, usually from postgresql-contrib. (${reason})`,
      { cause },
    );
  }
  if (code !== NOT_ALLOWED) return cause;
  if (/\brole\b/.test(reason)) {
    return new DatabaseError(
      `用户“${user}”还不能使用角色 ${ROLES}：它们由别的用户创建。请以超级用户（或创建它们的用户）执行括号内的语句。 ` +
        `The user "${user}" may not use the roles ${ROLES}, which somebody else made: let a superuser, or who made them, run this. ` +
        `(GRANT ${ROLES} TO "${user.replaceAll('"', '""')}"; — ${reason})`,
      { cause },
    );
  }
  return new DatabaseError(
    `用户“${user}”在该数据库中权限不足：它须拥有数据库并能创建角色，见 docs/configuration.md。 ` +
      `The user "${user}" may not do what is needed in this database: it must own it and may create roles; see docs/configuration.md. (${reason})`,
    { cause },
  );
}

/** MikroORM puts the statement before what PostgreSQL said of it. */
function messageOf(error: Error): string {
  const { message } = error;
  const at = message.lastIndexOf(' - ');
  return at === -1 ? message : message.slice(at + 3);
}
