import { type z } from "zod";

export type HttpMethod = "GET" | "POST" | "PATCH" | "DELETE";
/**
 * Who may call: anyone, whoever is signed in, a member of the active workspace with at least this role, or
 * (on the internal port only) another of our services by its token.
 */
export type Access = "public" | "session" | "viewer" | "admin" | "owner" | "service";

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: HttpMethod;
  /** Path behind the service's prefix, e.g. `/v1/conversations/:id`. */
  path: string;
  access: Access;
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  response: Response;
  /** Status of success; 200 unless said. */
  status: number;
  /** Whether an `Idempotency-Key` header is honoured. */
  idempotent: boolean;
}

type Definition<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> = Omit<Endpoint<P, Q, B, R>, "status" | "idempotent"> & { status?: number; idempotent?: boolean };

/** Defines one operation: the single source for the server's parsing, the client's types and OpenAPI. */
export function endpoint<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodType,
>(definition: Definition<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return { status: 200, idempotent: false, ...definition };
}

export type ParamsOf<E> =
  E extends Endpoint<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never;
export type QueryOf<E> =
  E extends Endpoint<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never;
export type BodyOf<E> =
  E extends Endpoint<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never;
export type ResponseOf<E> =
  E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;
