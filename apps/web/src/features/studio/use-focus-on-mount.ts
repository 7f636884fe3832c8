import { type RefObject, useEffect, useRef } from "react";

/** Moves focus to a control that someone has just asked for. */
export function useFocusOnMount<Control extends HTMLElement>(): RefObject<Control | null> {
  const control = useRef<Control>(null);
  useEffect(() => control.current?.focus(), []);
  return control;
}
