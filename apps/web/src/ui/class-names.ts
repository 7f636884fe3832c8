import { type ClassValue, clsx } from "clsx";

/** Joins class names. Of two utilities that fight, the one without the `fallback:` variant wins. */
export function classNames(...values: ClassValue[]): string {
  return clsx(values);
}
