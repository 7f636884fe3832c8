import { type Preferences } from "./preferences.ts";

const darkQuery = "(prefers-color-scheme: dark)";

/** Runs before the first paint, so that a dark system never sees a light flash. */
export const appearanceScript = `(function(){var r=document.documentElement;if(r.dataset.appearance==="system"&&matchMedia("${darkQuery}").matches)r.classList.add("dark")})()`;

/** Puts a choice on the page: the class `dark` is what styles read. */
export function applyAppearance(appearance: Preferences["appearance"]): void {
  const root = document.documentElement;
  const isDark =
    appearance === "dark" || (appearance === "system" && matchMedia(darkQuery).matches);
  root.dataset.appearance = appearance;
  root.classList.toggle("dark", isDark);
}

/** Follows the system while the choice is "system"; returns how to stop. */
export function followSystemAppearance(): () => void {
  const query = matchMedia(darkQuery);
  const update = () => {
    if (document.documentElement.dataset.appearance === "system") applyAppearance("system");
  };
  query.addEventListener("change", update);
  return () => query.removeEventListener("change", update);
}
