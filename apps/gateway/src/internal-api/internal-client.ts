import { AppError, errorBodySchema, type ErrorCode, errorCodes } from "@pulse/contracts/errors";
import { Pool } from "undici";
import { type z } from "zod";

export interface InternalClientOptions {
  url: string;
  serviceToken: string;
  timeoutMs: number;
  connectionsMax: number;
}

interface Call {
  method: "GET" | "POST";
  path: string;
  body?: string;
}

const retryAfterS = 2;

/** JSON over kept-alive connections to the api's internal port, with the service token. */
export class InternalClient implements AsyncDisposable {
  readonly #pool: Pool;
  readonly #headers: Record<string, string>;

  constructor(options: InternalClientOptions) {
    this.#pool = new Pool(options.url, {
      connections: options.connectionsMax,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      connect: { timeout: options.timeoutMs },
    });
    this.#headers = {
      authorization: `Bearer ${options.serviceToken}`,
      "content-type": "application/json",
    };
  }

  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    return this.#call({ method: "GET", path }, schema);
  }

  post<Schema extends z.ZodType>(
    path: string,
    body: unknown,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    return this.#call({ method: "POST", path, body: JSON.stringify(body) }, schema);
  }

  /** Whether the api's internal port answers at all and says that it is ready. */
  async isReachable(): Promise<boolean> {
    try {
      const { statusCode } = await this.#send({ method: "GET", path: "/internal/health" });
      return statusCode === 200;
    } catch {
      return false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.close();
  }

  async #call<Schema extends z.ZodType>(call: Call, schema: Schema): Promise<z.output<Schema>> {
    const { statusCode, body } = await this.#sendTwice(call);
    if (statusCode >= 300) throw refusalOf(call, statusCode, body);
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const internal = `${call.method} ${call.path} answered in an unknown shape`;
    throw new AppError("internal", { internal, cause: parsed.error });
  }

  /** A restarted api closes kept-alive sockets; one immediate second try spares callers that refusal. */
  async #sendTwice(call: Call): Promise<{ statusCode: number; body: unknown }> {
    try {
      return await this.#send(call);
    } catch (error) {
      if (!isClosedSocket(error)) throw unavailable(call, error);
    }
    try {
      return await this.#send(call);
    } catch (error) {
      throw unavailable(call, error);
    }
  }

  async #send(call: Call): Promise<{ statusCode: number; body: unknown }> {
    const { statusCode, body } = await this.#pool.request({
      method: call.method,
      path: call.path,
      headers: this.#headers,
      ...(call.body !== undefined && { body: call.body }),
    });
    return { statusCode, body: parseJson(await body.text()) };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isClosedSocket(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "EPIPE";
}

function unavailable(call: Call, cause: unknown): AppError {
  const internal = `${call.method} ${call.path} cannot reach the api`;
  return new AppError("unavailable", { internal, cause, details: { retryAfterS } });
}

function refusalOf(call: Call, statusCode: number, body: unknown): AppError {
  const refusal = errorBodySchema.safeParse(body);
  const code = errorCodes.find((known) => refusal.data?.error.code === known);
  const internal = `${call.method} ${call.path} answered ${statusCode}`;
  const { details } = refusal.data?.error ?? {};
  return new AppError(publicCodeOf(code, statusCode), { internal, ...(details && { details }) });
}

// A refused service token or a missing internal route is our own fault, never the caller's.
function publicCodeOf(code: ErrorCode | undefined, statusCode: number): ErrorCode {
  if (statusCode >= 502 || statusCode === 429) return "unavailable";
  if (code === undefined || code === "unauthenticated" || code === "method_not_allowed") {
    return "internal";
  }
  return code;
}
