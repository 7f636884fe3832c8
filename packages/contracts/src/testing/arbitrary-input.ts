import * as fc from "fast-check";
import { z } from "zod";

/** The part of JSON Schema that `z.toJSONSchema` writes for our contracts. */
interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  format?: string;
}

/** Longest text and list that is made: size limits have tests of their own. */
const lengthMax = 300;

/** Text that has broken servers before. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\u202egnp.exe",
    "١٢٣",
    "__proto__",
    "constructor",
    "../../etc/passwd",
    "' OR 1=1; --",
    "%00",
    "${7*7}",
    "<script>alert(1)</script>",
    "-1",
    "NaN",
    "9".repeat(400),
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
);

/**
 * Inputs for a contract's schema: mostly what it allows, and often enough something else in the place of
 * any part, unknown fields among it.
 */
export function arbitraryInput(schema: z.ZodType): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  // JSON Schema's own type is wider than what our contracts use of it.
  return spoiled(arbitraryOf(json as JsonSchema));
}

function spoiled(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 50, arbitrary },
    { weight: 1, arbitrary: hostileText },
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: fc.constantFrom(null, [], {}, true, 0, -1, 1e308, 2 ** 53) },
  );
}

function arbitraryOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(arbitraryOf));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ("const" in schema) return fc.constant(schema.const);
  const make = makers[schema.type ?? ""];
  return make ? make(schema) : fc.jsonValue();
}

const makers: Record<string, (schema: JsonSchema) => fc.Arbitrary<unknown>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  string: textOf,
  integer: ({ minimum, maximum }) =>
    fc.integer({ min: Math.max(minimum ?? -100, -1e9), max: Math.min(maximum ?? 1e6, 1e9) }),
  number: ({ minimum = -1e9, maximum = 1e9 }) =>
    fc.double({ min: minimum, max: maximum, noNaN: true }),
  array: ({ items = {}, minItems = 0, maxItems = 3 }) =>
    fc.array(spoiled(arbitraryOf(items)), {
      minLength: minItems,
      maxLength: Math.min(maxItems, minItems + 3),
    }),
  object: objectOf,
};

function textOf({
  minLength = 0,
  maxLength = lengthMax,
  format,
}: JsonSchema): fc.Arbitrary<string> {
  if (format === "email") return fc.emailAddress();
  const lengths = { minLength, maxLength: Math.min(maxLength, lengthMax) };
  return fc.oneof(fc.string({ ...lengths, unit: "grapheme" }), fc.string(lengths));
}

function objectOf({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, spoiled(arbitraryOf(schema))]),
  );
  const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  const unknown = fc.dictionary(hostileText, fc.jsonValue(), { maxKeys: 2 });
  return fc.oneof(
    { weight: 9, arbitrary: known },
    {
      weight: 1,
      arbitrary: fc.tuple(known, unknown).map(([fine, extra]) => ({ ...fine, ...extra })),
    },
  );
}
