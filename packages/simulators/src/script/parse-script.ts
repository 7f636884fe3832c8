/** What a prompt asks the simulator to do; null and false mean "as a healthy provider would". */
export interface Script {
  /** Exactly so many text chunks. */
  chunks: number | null;
  gapMs: number | null;
  /** Wait before the first byte of the answer. */
  firstMs: number | null;
  /** Refuse with this status, in the provider's own error shape. */
  fail: number | null;
  /** The provider's own error code beside `fail`, such as `insufficient_quota`. */
  code: string | null;
  retryAfterS: number | null;
  /** Refuse only the first so many calls with this prompt. */
  failTimes: number | null;
  /** Send the error inside the stream, after so many chunks. */
  failAfter: number | null;
  /** Destroy the socket after so many chunks. */
  cutAfter: number | null;
  /** Say nothing more after so many chunks, and keep the socket open. */
  stallAfter: number | null;
  noUsage: boolean;
  refuse: boolean;
  splitUtf8: boolean;
  /** Reported reasoning tokens; providers that show their reasoning also send some. */
  reasoning: number;
  /** The field in which an OpenAI-compatible server shows its reasoning. */
  reasoningField: string | null;
  /** Reported input tokens that came from the provider's cache. */
  cached: number;
  /** The answer, word for word. */
  text: string | null;
  /** A canned answer without parsing or counting, for benchmarks. */
  instant: boolean;
}

export const healthy: Script = {
  chunks: null,
  gapMs: null,
  firstMs: null,
  fail: null,
  code: null,
  retryAfterS: null,
  failTimes: null,
  failAfter: null,
  cutAfter: null,
  stallAfter: null,
  noUsage: false,
  refuse: false,
  splitUtf8: false,
  reasoning: 0,
  reasoningField: null,
  cached: 0,
  text: null,
  instant: false,
};

/** A script that cannot be understood: said aloud, because a fault that never happens proves nothing. */
export class ScriptError extends Error {}

type Reader = (value: string) => Partial<Script>;
const number = (key: keyof Script): Reader => {
  return (value) => {
    if (!/^\d+$/.test(value)) throw new ScriptError(`[[sim]]: ${key} needs a whole number`);
    return { [key]: Number(value) };
  };
};
const flag = (key: keyof Script): Reader => {
  return () => ({ [key]: true });
};

const readers: Record<string, Reader> = {
  chunks: number("chunks"),
  gapMs: number("gapMs"),
  firstMs: number("firstMs"),
  fail: number("fail"),
  code: (code) => ({ code }),
  retryAfter: number("retryAfterS"),
  failTimes: number("failTimes"),
  failAfter: number("failAfter"),
  cutAfter: number("cutAfter"),
  stallAfter: number("stallAfter"),
  noUsage: flag("noUsage"),
  refuse: flag("refuse"),
  splitUtf8: flag("splitUtf8"),
  reasoning: number("reasoning"),
  reasoningField: (reasoningField) => ({ reasoningField }),
  cached: number("cached"),
  instant: flag("instant"),
};

/**
 * Reads `[[sim: key=value flag ... text=the rest]]` from a prompt. Several keys combine; `text` takes
 * everything up to the closing brackets. Throws `ScriptError` for a key or value that is not known.
 */
export function parseScript(prompt: string): Script {
  const inside = /\[\[sim:([\s\S]*?)\]\]/.exec(prompt)?.[1];
  if (inside === undefined) return healthy;
  const textAt = /(?:^|\s)text=/.exec(inside);
  const keys = textAt === null ? inside : inside.slice(0, textAt.index);
  const script: Script = { ...healthy };
  for (const word of keys.split(/\s+/).filter((word) => word !== "")) {
    const [key = "", ...value] = word.split("=");
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (read === undefined) throw new ScriptError(`[[sim]]: unknown key ${key}`);
    Object.assign(script, read(value.join("=")));
  }
  if (textAt !== null) script.text = inside.slice(textAt.index + textAt[0].length);
  return script;
}

/** The prompt as a person would have written it. */
export function withoutScript(prompt: string): string {
  return prompt.replace(/\[\[sim:[\s\S]*?\]\]/g, "").trim();
}
