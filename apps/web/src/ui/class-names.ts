import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({ extend: { theme: { text: ["ui"] } } });

/** Joins class names; of two Tailwind utilities that fight, the later wins. */
export function classNames(...values: ClassValue[]): string {
  return merge(clsx(values));
}
