import { Tooltip as TooltipPrimitive } from "radix-ui";
import { type ReactNode } from "react";

export const TooltipProvider = TooltipPrimitive.Provider;

interface TooltipProps {
  text: ReactNode;
  side?: "top" | "bottom";
  /** The one focusable element that the text explains. */
  children: ReactNode;
}

/** A sentence shown on hover and focus; never the only place of something needed. */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  return (
    <TooltipPrimitive.Root>
      <TooltipPrimitive.Trigger asChild>{children}</TooltipPrimitive.Trigger>
      <TooltipPrimitive.Portal>
        <TooltipPrimitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-64 rounded-md bg-ink px-2.5 py-1.5 text-xs text-surface data-[state=delayed-open]:animate-appear"
        >
          {text}
        </TooltipPrimitive.Content>
      </TooltipPrimitive.Portal>
    </TooltipPrimitive.Root>
  );
}
