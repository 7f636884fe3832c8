import { useLocale } from "next-intl";
import { directionOf } from "../../i18n/routing.ts";
import { type Direction } from "./text/text-direction.ts";

/** The page's own direction: the guess for texts that say nothing. */
export function usePageDirection(): Direction {
  return directionOf(useLocale());
}
