import { type Dispatcher } from "undici";
import { ProviderError } from "../provider-error.ts";
import { BodyReader } from "./body-reader.ts";
import { type Transport } from "./transport.ts";

/** One POST with a JSON body; `origin` and `path` apart so that no URL is parsed per call. */
export interface HttpCall {
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A provider's refusal as it came over the wire. */
export interface HttpRefusal {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

const answerBytesMax = 32 * 1024 * 1024;
const refusalBytesMax = 64 * 1024;

/** Posts a call; a status other than 200 is thrown as what `toError` makes of it. */
export async function send(
  transport: Transport,
  call: HttpCall,
  signal: AbortSignal,
  toError: (refusal: HttpRefusal) => ProviderError,
): Promise<Dispatcher.ResponseData> {
  const { origin, path, headers, body } = call;
  const response = await transport.dispatcher.request({
    origin,
    path,
    method: "POST",
    headers,
    body,
    signal,
  });
  if (response.statusCode === 200) return response;
  throw toError({
    status: response.statusCode,
    headers: response.headers,
    body: await readText(response, refusalBytesMax),
  });
}

/** The whole body as text; a longer one than `bytesMax` is cut off by `provider_error`. */
export async function readText(
  response: Dispatcher.ResponseData,
  bytesMax: number = answerBytesMax,
): Promise<string> {
  using body = new BodyReader(response.body);
  const pieces: Buffer[] = [];
  let bytes = 0;
  for (let reads = await body.next(); reads !== null; reads = await body.next()) {
    for (const piece of reads) bytes += piece.length;
    if (bytes > bytesMax) throw tooLarge(bytesMax);
    pieces.push(...reads);
  }
  return Buffer.concat(pieces, bytes).toString("utf8");
}

function tooLarge(bytesMax: number): ProviderError {
  return new ProviderError({
    code: "provider_error",
    internal: `the provider's answer is larger than ${bytesMax} bytes`,
    isRetryable: false,
  });
}

/**
 * What to throw for a failure of a call: the caller's own reason when the caller aborted, a `ProviderError` as it
 * is, and a broken connection as `provider_unavailable`, or as `provider_error` once an answer `hasBegun`.
 */
export function callFailure(error: unknown, caller: AbortSignal, hasBegun = false): unknown {
  if (caller.aborted) return caller.reason;
  if (error instanceof ProviderError) return error;
  return new ProviderError({
    code: hasBegun ? "provider_error" : "provider_unavailable",
    internal: `the connection to the provider failed: ${error instanceof Error ? error.message : String(error)}`,
    isRetryable: true,
    nativeCode: errorCodeOf(error),
    cause: error,
  });
}

function errorCodeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
