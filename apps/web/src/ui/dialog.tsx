import { X } from "lucide-react";
import { Dialog as DialogPrimitive } from "radix-ui";
import { type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { overlayClasses } from "./surfaces.ts";

export const Dialog = DialogPrimitive.Root;
export const DialogClose = DialogPrimitive.Close;

interface DialogContentProps {
  title: string;
  description?: string;
  closeLabel: string;
  className?: string;
  /** Acts, the main one last: it stands at the end side. */
  footer?: ReactNode;
  children?: ReactNode;
}

/** A centred dialog: title, one sentence, content, acts. Escape and a press outside close it. */
export function DialogContent(props: DialogContentProps) {
  const { title, description, closeLabel, className, footer, children } = props;
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={overlayClasses} />
      <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center p-4">
        <DialogPrimitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={classNames(
            "pointer-events-auto flex max-h-full w-full fallback:max-w-lg flex-col overflow-hidden rounded-lg border border-line bg-surface-raised shadow-float outline-none data-[state=open]:animate-rise",
            className,
          )}
        >
          <header className="flex items-start justify-between gap-4 p-5 pb-3">
            <div className="space-y-1">
              <DialogPrimitive.Title className="text-xl font-semibold">
                {title}
              </DialogPrimitive.Title>
              {description ? (
                <DialogPrimitive.Description className="text-sm text-ink-muted">
                  {description}
                </DialogPrimitive.Description>
              ) : null}
            </div>
            <DialogPrimitive.Close asChild>
              <IconButton label={closeLabel} className="-me-2 -mt-1">
                <X aria-hidden strokeWidth={1.75} />
              </IconButton>
            </DialogPrimitive.Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line p-4">
              {footer}
            </footer>
          ) : null}
        </DialogPrimitive.Content>
      </div>
    </DialogPrimitive.Portal>
  );
}
