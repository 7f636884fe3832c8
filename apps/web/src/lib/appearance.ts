import { type Preferences } from "./preferences.ts";

const darkQuery = "(prefers-color-scheme: dark)";

/** Runs before the first paint, so that a dark system never sees a light flash, and follows the system after. */
export const appearanceScript = `(function(){var r=document.documentElement,q=matchMedia("${darkQuery}");function f(){if(r.dataset.appearance==="system")r.classList.toggle("dark",q.matches)}f();q.addEventListener("change",f)})()`;

/** Puts a choice on the page: the class `dark` is what styles read. */
export function applyAppearance(appearance: Preferences["appearance"]): void {
  const root = document.documentElement;
  const isDark =
    appearance === "dark" || (appearance === "system" && matchMedia(darkQuery).matches);
  root.dataset.appearance = appearance;
  root.classList.toggle("dark", isDark);
}
