import { X } from "lucide-react";
import { Dialog as DialogPrimitive } from "radix-ui";
import { type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { overlayClasses } from "./surfaces.ts";

export const Sheet = DialogPrimitive.Root;

interface SheetContentProps {
  side: "start" | "end";
  title: string;
  closeLabel: string;
  /** Hides the header from sight where the content has one of its own. */
  isTitleHidden?: boolean;
  className?: string;
  children: ReactNode;
}

/** A panel over the page along its start or end edge. */
export function SheetContent(props: SheetContentProps) {
  const { side, title, closeLabel, isTitleHidden, className, children } = props;
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={overlayClasses} />
      <DialogPrimitive.Content
        aria-describedby={undefined}
        className={classNames(
          "fixed inset-y-0 z-50 flex w-[min(22rem,88vw)] flex-col fallback:bg-surface-raised shadow-float outline-none data-[state=open]:animate-appear",
          side === "start" ? "start-0 border-e border-line" : "end-0 border-s border-line",
          className,
        )}
      >
        {isTitleHidden ? (
          <DialogPrimitive.Title className="sr-only">{title}</DialogPrimitive.Title>
        ) : (
          <header className="flex items-center justify-between gap-4 border-b border-line px-4 py-3">
            <DialogPrimitive.Title className="text-base font-semibold">
              {title}
            </DialogPrimitive.Title>
            <DialogPrimitive.Close asChild>
              <IconButton label={closeLabel} className="-me-2">
                <X aria-hidden strokeWidth={1.75} />
              </IconButton>
            </DialogPrimitive.Close>
          </header>
        )}
        {children}
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  );
}
