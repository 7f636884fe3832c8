export type ShortcutId = "newChat" | "search" | "composer" | "model" | "rail" | "help";

interface Shortcut {
  id: ShortcutId;
  /** Keys as they are printed on the keyboard. */
  keys: readonly string[];
}

export const shortcuts: readonly Shortcut[] = [
  { id: "newChat", keys: ["Ctrl", "Shift", "O"] },
  { id: "search", keys: ["Ctrl", "K"] },
  { id: "composer", keys: ["Shift", "Esc"] },
  { id: "model", keys: ["Ctrl", "Shift", "M"] },
  { id: "rail", keys: ["Ctrl", "B"] },
  { id: "help", keys: ["?"] },
];

interface Keystroke {
  key: string;
  /** The key's place on the keyboard: the same under an Arabic layout. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** What a keystroke asks for; a bare character means nothing while someone is typing. */
export function shortcutOf(stroke: Keystroke, isTyping: boolean): ShortcutId | null {
  if (stroke.altKey) return null;
  const isCommand = stroke.ctrlKey || stroke.metaKey;
  if (isCommand && stroke.shiftKey && stroke.code === "KeyO") return "newChat";
  if (isCommand && stroke.shiftKey && stroke.code === "KeyM") return "model";
  if (isCommand && !stroke.shiftKey && stroke.code === "KeyK") return "search";
  if (isCommand && !stroke.shiftKey && stroke.code === "KeyB") return "rail";
  if (!isCommand && stroke.shiftKey && stroke.key === "Escape") return "composer";
  if (!isCommand && !isTyping && (stroke.key === "?" || stroke.key === "؟")) return "help";
  return null;
}
