/** What `npm start` tells people once it answers. */
import type { ConsoleToken } from './console/console.ts';

export function readyBanner(url: string, tokens: readonly ConsoleToken[], demoFile: string | null): string {
  const lines = [
    '',
    `亲邻 Qinlin 已就绪 is ready: ${url}`,
    `  接口 API        ${url}/graphql`,
    `  控制台 console  ${url}/graphiql`,
    `  健康 health     ${url}/livez  ${url}/readyz`,
  ];
  if (demoFile !== null) {
    lines.push(
      '',
      '演示令牌 Demo tokens (虚构数据，仅限本机 fictitious data, loopback only):',
      ...tokens.map(({ name, token }) => `  ${name.padEnd(12)} ${token}`),
      `  也写在 also in ${demoFile}`,
      '',
      '下一步 Next: 打开控制台选一个令牌，或在另一个终端运行 npm run tour。',
      '             Open the console and pick a token, or run `npm run tour` in another terminal.',
    );
  }
  lines.push('             停止 stop: Ctrl-C', '');
  return lines.join('\n');
}
