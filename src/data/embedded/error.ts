/** The embedded server cannot be had, and why; the message is for whoever started the process. */
export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError';
}

/** A program that npm installed and the system will not run: a folder mounted without execution, say. */
export function cannotRun(program: string, cause: unknown): EmbeddedServerError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EmbeddedServerError(
    `无法运行 ${program}，请用 QINLIN_HOME 指定一个允许执行程序的文件夹。 ${program} cannot be run (${reason}): name a folder in QINLIN_HOME from which programs may run.`,
    { cause },
  );
}
