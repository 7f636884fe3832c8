const levels: Record<number, string> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "warn",
  50: "error",
  60: "fatal",
};
/** Fields that every line of a service carries, or that the line shows elsewhere. */
const plumbing = new Set(["level", "time", "pid", "hostname", "name", "service", "msg", "message"]);

/** A service's line for a reader: the JSON of its logger becomes `12:03:01 warn message key=value`. */
export function formatLogLine(line: string): string {
  const entry = parseEntry(line);
  if (entry === null) return line;
  const instant = new Date((entry["time"] as number | string | undefined) ?? Number.NaN);
  const time = Number.isNaN(instant.getTime()) ? "" : `${instant.toTimeString().slice(0, 8)} `;
  const level = levels[entry["level"] as number] ?? String(entry["level"] ?? "info");
  const message = String(entry["msg"] ?? entry["message"] ?? "");
  const rest = Object.entries(entry)
    .filter(([key]) => !plumbing.has(key))
    .map(([key, value]) => ` ${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return `${time}${level.padEnd(5)} ${message}${rest.join("")}`;
}

function parseEntry(line: string): Record<string, unknown> | null {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}
