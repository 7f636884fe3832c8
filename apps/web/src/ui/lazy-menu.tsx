"use client";

import { type ComponentProps, type ReactNode, Suspense, useState } from "react";

type ButtonProps = Pick<
  ComponentProps<"button">,
  "aria-haspopup" | "aria-expanded" | "onPointerEnter" | "onFocus" | "onClick"
>;

interface LazyMenuProps {
  /** Renders the button that opens the menu. */
  renderButton: (props: ButtonProps) => ReactNode;
  /** Fetches the menu's code; called when a pointer or the focus comes near. */
  preload: () => Promise<unknown>;
  /** The open menu around the same button, as a lazy component. */
  children: ReactNode;
}

/** A menu that costs only its button until someone opens it. */
export function LazyMenu({ renderButton, preload, children }: LazyMenuProps) {
  const [isWanted, setWanted] = useState(false);
  const closed = renderButton({
    "aria-haspopup": "menu",
    "aria-expanded": isWanted,
    onPointerEnter: () => void preload(),
    onFocus: () => void preload(),
    onClick: () => setWanted(true),
  });
  return isWanted ? <Suspense fallback={closed}>{children}</Suspense> : closed;
}
