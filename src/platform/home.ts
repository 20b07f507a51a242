/** The home folder, looked at before anything is put in it: what is wrong with it is said once, and of QINLIN_HOME. */
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from './config.ts';

type Problem = readonly [zh: string, en: string];

const notWritable: Problem = [
  '不可写，请检查它的所有者与权限',
  'cannot be written to: check its owner and permissions',
];
const noFolder: Problem = ['不是文件夹，请换一个', 'is not a folder: name another'];

const problems: Readonly<Record<string, Problem>> = {
  EACCES: notWritable,
  EPERM: notWritable,
  EROFS: ['位于只读文件系统上，请换一个文件夹', 'is on a file system that is read-only: name another folder'],
  ENOTDIR: noFolder,
  EEXIST: noFolder,
  ENOSPC: ['所在磁盘已满，请腾出空间', 'is on a disk that is full: make room'],
  EDQUOT: ['已超出磁盘配额，请腾出空间', 'is over the disk quota: make room'],
  ENAMETOOLONG: ['路径过长，请换一个较短的', 'has a name that is too long: take a shorter one'],
};
const cannotBeMade: Problem = ['无法创建，请换一个文件夹', 'cannot be made: name another folder'];

/** Makes the folder where there is none, and writes into it once. Throws `ConfigError`. */
export function prepareHome(home: string): void {
  try {
    for (const folder of missingAbove(home)) make(folder);
    if (!statSync(home).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    rmdirSync(mkdtempSync(join(home, '.written-')));
  } catch (cause) {
    const code = codeOf(cause);
    const [zh, en] = problems[code] ?? cannotBeMade;
    throw new ConfigError([`QINLIN_HOME: ${home} ${zh}（${code}）。 ${home} ${en}.`]);
  }
}

/** The folder and those above it that are not there, outermost first. */
function missingAbove(folder: string): string[] {
  const missing: string[] = [];
  for (let at = folder; !existsSync(at) && at !== dirname(at); at = dirname(at)) missing.unshift(at);
  return missing;
}

/** One at a time: making several at once never comes back below /proc. Another process may be faster. */
function make(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !existsSync(folder)) throw error;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
