/** Opening the door, and closing it in good order. */
import { onAbort, type Stop } from '../../platform/stop.ts';
import { ConfigError, type Config } from '../../platform/config.ts';
import type { HttpServer } from './server.ts';

const SWEEP_MS = 50;
const LARGEST_PORT = 65_535;

type Place = Pick<Config, 'host' | 'port'>;

/** Listens; the address. Throws `ConfigError` where HOST or PORT is nothing to listen on. */
export async function listen(server: HttpServer, place: Place): Promise<URL> {
  try {
    return new URL(await server.listen({ host: place.host, port: place.port }));
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause && 'code' in cause)) throw cause;
    throw new ConfigError([whyNot(String(cause.code), place)]);
  }
}

/** What is wrong with HOST or PORT, by the code of the system. */
export function whyNot(code: string, { host, port }: Place): string {
  const other = port < LARGEST_PORT && port >= 1024 ? port + 1 : 4000;
  const instead = `PORT=${other} npm start`;
  switch (code) {
    case 'EADDRINUSE':
      return `PORT: ${port} 已被占用，请换一个端口，如 ${instead}。 ${port} is taken: choose another, such as ${instead}.`;
    case 'EACCES':
      return `PORT: 无权监听 ${port}（1024 以下的端口通常需要特权），请换一个端口，如 ${instead}。 ${port} may not be listened on, as is usual below 1024: choose another, such as ${instead}.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAFNOSUPPORT':
      return `HOST: 本机没有地址 ${host}，请换一个，如 HOST=127.0.0.1。 This machine has no address ${host}: take another, such as HOST=127.0.0.1.`;
    default:
      return `HOST, PORT: 无法监听 ${host} 的 ${port} 端口（${code}），请换一个。 ${host} port ${port} cannot be listened on (${code}): take another.`;
  }
}

/** Stops listening, lets requests under way end, and ends those that do not: after a time, or at once when hurried. */
export function closing(server: HttpServer, drainMs: number, { hurried }: Stop): () => Promise<void> {
  const endAll = (): void => server.server.closeAllConnections();
  return async () => {
    const deadline = setTimeout(endAll, drainMs);
    onAbort(hurried, endAll);
    // A connection that clients keep open for later becomes idle only when its answer is out.
    const sweep = setInterval(() => server.server.closeIdleConnections(), SWEEP_MS);
    await server.close();
    clearInterval(sweep);
    clearTimeout(deadline);
  };
}
