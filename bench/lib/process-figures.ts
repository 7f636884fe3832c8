import { readFile } from "node:fs/promises";

/** Linux counts CPU time in ticks of 10 ms (USER_HZ = 100). */
const microsecondsPerTick = 10_000;

/** CPU time of a process, user and system, in microseconds (proc(5), fields 14 and 15 of stat). */
export async function cpuMicroseconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  // The command's name may hold spaces, but ends with the last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * microsecondsPerTick;
}

/** Resident memory of a process, in bytes. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}

/** One variable of a process's environment. */
export async function variableOf(pid: number, name: string): Promise<string> {
  const variables = (await readFile(`/proc/${pid}/environ`, "utf8")).split("\0");
  const found = variables.find((variable) => variable.startsWith(`${name}=`));
  if (found === undefined) throw new Error(`process ${pid} has no ${name}`);
  return found.slice(name.length + 1);
}
