import { useLocale } from "next-intl";
import { type Paths, pathsFor } from "./paths.ts";

/** Addresses in the reader's language. Works in server and client components. */
export function usePaths(): Paths {
  return pathsFor(useLocale());
}
