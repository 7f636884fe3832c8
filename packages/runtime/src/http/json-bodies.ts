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

/**
 * Refuses text that cannot be kept as it came: Postgres stores no U+0000, and half a surrogate pair has no
 * form in UTF-8. Throws `invalid_request` with the field's path.
 */
export function assertStorableText(value: unknown): void {
  const path = pathOfUnstorable(value);
  if (path === null) return;
  const fields = [{ path, message: "must be well-formed Unicode without U+0000" }];
  throw new AppError("invalid_request", { details: { fields } });
}

/** Where the first such text stands; null when there is none. Paths are built on the way back only. */
function pathOfUnstorable(value: unknown): string | null {
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed() ? "" : null;
  if (typeof value !== "object" || value === null) return null;
  for (const key of Object.keys(value)) {
    const inner = pathOfUnstorable(value[key as keyof typeof value]);
    if (inner !== null) return inner === "" ? key : `${key}.${inner}`;
  }
  return null;
}
