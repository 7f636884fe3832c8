import { useEffect } from "react";
import { shortcutOf, type ShortcutId } from "./shortcuts.ts";

/** Listens for the studio's shortcuts; `acts` must keep its identity between renders. */
export function useShortcuts(acts: Record<ShortcutId, () => void>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const isTyping = target?.matches("input, textarea, select, [contenteditable]") ?? false;
      const id = shortcutOf(event, isTyping);
      if (id === null) return;
      event.preventDefault();
      acts[id]();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [acts]);
}
