/** The oldest Node that what we build on runs on (MikroORM 7.2). npm itself may run on an older one. */
const OLDEST = { major: 22, minor: 17 } as const;

/** What is wrong with that version of Node, and the way out; null where nothing is. */
export function nodeProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return null;
  const oldest = `${OLDEST.major}.${OLDEST.minor}`;
  return (
    `Node ${version} 过旧，至少需要 ${oldest}。请用 npm start 或 npm run migrate 等命令运行，npm ci 已装好合适的 Node。\n` +
    `Node ${version} is too old: ${oldest} or later is needed. Run it through npm (npm start, npm run migrate …), which takes the Node that npm ci installed.`
  );
}
