"use client";

import { Slot } from "radix-ui";
import { type ReactElement, type ReactNode, Suspense, useState } from "react";

interface LazyMenuProps {
  /** The button that opens the menu. */
  button: ReactElement;
  /** Fetches the menu's code; called when a pointer or the focus comes near. */
  preload: () => Promise<unknown>;
  /** The open menu around the same button, as a lazy component. */
  children: ReactNode;
}

/** A menu that costs only its button until someone opens it. */
export function LazyMenu({ button, preload, children }: LazyMenuProps) {
  const [isWanted, setWanted] = useState(false);
  const closed = (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={isWanted}
      onPointerEnter={() => void preload()}
      onFocus={() => void preload()}
      onClick={() => setWanted(true)}
    >
      {button}
    </Slot.Root>
  );
  return isWanted ? <Suspense fallback={closed}>{children}</Suspense> : closed;
}
