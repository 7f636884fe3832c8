import { type Endpoint, type ResponseOf } from "@pulse/contracts/endpoint";
import { type z } from "zod";
import { ApiError, apiErrorOf } from "./api-error.ts";
import { operations, type Operations } from "./operations.ts";

type Part<T> = z.ZodType<T>;
type ParamsInput<E> =
  E extends Endpoint<infer P, Part<unknown>, Part<unknown>, Part<unknown>> ? z.input<P> : never;
type QueryInput<E> =
  E extends Endpoint<Part<unknown>, infer Q, Part<unknown>, Part<unknown>> ? z.input<Q> : never;
type BodyInput<E> =
  E extends Endpoint<Part<unknown>, Part<unknown>, infer B, Part<unknown>> ? z.input<B> : never;
/** A part that the operation does not have is not asked for; one without required fields may be left out. */
type Named<Name extends string, T> = [T] extends [undefined]
  ? unknown
  : Record<never, never> extends T
    ? { [key in Name]?: T }
    : { [key in Name]: T };

export type CallOptions<Name extends keyof Operations> = Named<
  "params",
  ParamsInput<Operations[Name]>
> &
  Named<"query", QueryInput<Operations[Name]>> &
  Named<"body", BodyInput<Operations[Name]>> & {
    signal?: AbortSignal;
    /** Same key and body -> same answer, however often it is sent. */
    idempotencyKey?: string;
  };
export type ResultOf<Name extends keyof Operations> = ResponseOf<Operations[Name]>;

interface AnyOptions {
  params?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  signal?: AbortSignal;
  idempotencyKey?: string;
}

/**
 * Calls an api operation on the same origin. The page's language goes along, so refusals come in it.
 * Throws `ApiError` with the service's code, or `network` when nothing answered.
 */
export async function callApi<Name extends keyof Operations>(
  name: Name,
  ...[options]: Record<never, never> extends CallOptions<Name>
    ? [CallOptions<Name>?]
    : [CallOptions<Name>]
): Promise<ResultOf<Name>> {
  const [method, path] = operations[name];
  const given: AnyOptions = options ?? {};
  const response = await sendRequest(`/api${addressOf(path, given)}`, {
    method,
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    ...(given.signal === undefined ? {} : { signal: given.signal }),
    headers: {
      ...(given.body === undefined ? {} : { "content-type": "application/json" }),
      ...(given.idempotencyKey === undefined ? {} : { "idempotency-key": given.idempotencyKey }),
    },
  });
  // The api serialises by the same schema that this type is made from.
  return (await response.json()) as ResultOf<Name>;
}

/**
 * Sends a request to a service behind this origin (`/api/...`, `/gateway/...`) and returns its answer
 * unread, streams included. Throws like `callApi`; an abort stays an `AbortError`.
 */
export async function sendRequest(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("accept-language", document.documentElement.lang);
  const response = await fetch(path, { ...init, headers, credentials: "same-origin" }).catch(
    (error: unknown) => {
      if (init.signal?.aborted) throw error;
      throw new ApiError("network", { status: 0 });
    },
  );
  if (!response.ok) throw await apiErrorOf(response);
  return response;
}

function addressOf(path: string, { params = {}, query = {} }: AnyOptions): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(key, String(value));
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}
