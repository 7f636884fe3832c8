/** Something that whoever runs the command can mend: shown as one line, without a stack. */
export class Problem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "Problem";
  }
}

const diskProblems: Record<string, string> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EROFS: "the file system is read-only",
  ENOTDIR: "a file stands where a folder is needed",
  EACCES: "access was denied",
  EPERM: "access was denied",
};

/** One line that says what went wrong, for errors whose cause lies outside the code; else null. */
export function explain(error: unknown): string | null {
  if (error instanceof Problem) return error.message;
  if (error instanceof AggregateError) return explain(error.errors[0]);
  if (!(error instanceof Error)) return null;
  const { code, path } = error as NodeJS.ErrnoException;
  const problem = diskProblems[code ?? ""];
  if (problem !== undefined) return path === undefined ? problem : `${problem}: ${path}`;
  return error.cause === undefined ? null : explain(error.cause);
}

/** Runs a command's body; a failure sets exit code 1 after one clear line, or a stack for a defect of ours. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const line = explain(error);
    if (line === null) console.error(error);
    else console.error(`pulse: ${line}`);
    process.exitCode = 1;
  }
}
