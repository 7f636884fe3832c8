import { type SimMessage } from "../answers/plan-answer.ts";
import { WireInputError } from "./wire.ts";

export type Fields = Record<string, unknown>;

export function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new WireInputError(`${name} must be an object`);
  return value as Fields;
}

export function listOf(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw new WireInputError(`${name} must be an array`);
  return value;
}

export function stringOf(value: unknown, name: string): string {
  if (typeof value !== "string" || value === "")
    throw new WireInputError(`${name} must be a string`);
  return value;
}

export function countOf(value: unknown, name: string): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1)
    throw new WireInputError(`${name} must be a whole number of at least 1`);
  return value;
}

/** A text, or the texts of a list of parts. */
export function textOf(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  return listOf(value, name)
    .map((part) => fieldsOf(part, name)["text"])
    .filter((text) => typeof text === "string")
    .join("");
}

const roles = new Map<unknown, SimMessage["role"]>([
  ["system", "system"],
  ["developer", "system"],
  ["user", "user"],
  ["assistant", "assistant"],
  ["model", "assistant"],
]);

export function roleOf(value: unknown): SimMessage["role"] {
  const role = roles.get(value);
  if (role === undefined) throw new WireInputError(`role ${String(value)} is not known`);
  return role;
}

/** Strings of a list or of one string. */
export function stopsOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return typeof value === "string" ? [value] : listOf(value, "stop").map(String);
}
