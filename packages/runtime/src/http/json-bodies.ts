import { AppError } from "@pulse/contracts/errors";
import { type FastifyInstance } from "fastify";

/**
 * JSON is the only body that is read: Fastify's default would also take `text/plain`. Nothing at all is
 * an absent body; `__proto__` and `constructor.prototype` are refused.
 */
export function acceptOnlyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, text, done) => {
    if (text.length === 0) return done(null, undefined);
    return parse(request, text.toString(), done);
  });
}

/** Postgres cannot store U+0000; refuses it in any text of a request. Throws `invalid_request`. */
export function assertNoNul(value: unknown, path = ""): void {
  if (typeof value === "string" && value.includes("\0")) {
    const fields = [{ path, message: "must not contain U+0000" }];
    throw new AppError("invalid_request", { details: { fields } });
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value))
    assertNoNul(inner, path ? `${path}.${key}` : key);
}
