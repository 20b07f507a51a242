import type { Id } from '../kinds.ts';

/**
 * Whoever runs the exchange, at the machine it runs on (平台运营方). The command line is an app like any other for the
 * record, with a name of its own, so that nobody's act is put down to somebody else; no key or token is ever made for it.
 */
export const operatorApp = {
  id: '00000000-0000-7000-8000-006f70657261' as Id<'app'>,
  name: '平台运营（本机命令）',
  vendor: '平台运营方',
  purpose: '为单位邀请第一位管理员',
} as const;
