import { AlertDialog as AlertPrimitive } from "radix-ui";
import { Button } from "./button.tsx";
import { overlayClasses } from "./surfaces.ts";

interface AlertDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description: string;
  cancelLabel: string;
  confirmLabel: string;
  onConfirm: () => void;
}

/** Asks before something that cannot be undone; focus starts on the way back. */
export function AlertDialog(props: AlertDialogProps) {
  const { isOpen, onOpenChange, title, description, cancelLabel, confirmLabel, onConfirm } = props;
  return (
    <AlertPrimitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <AlertPrimitive.Portal>
        <AlertPrimitive.Overlay className={overlayClasses} />
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center p-4">
          <AlertPrimitive.Content className="pointer-events-auto w-full max-w-md space-y-2 rounded-lg border border-line bg-surface-raised p-5 shadow-float outline-none data-[state=open]:animate-rise">
            <AlertPrimitive.Title className="text-xl font-semibold wrap-anywhere">
              {title}
            </AlertPrimitive.Title>
            <AlertPrimitive.Description className="text-ui text-ink-muted">
              {description}
            </AlertPrimitive.Description>
            <div className="flex flex-wrap justify-end gap-2 pt-4">
              <AlertPrimitive.Cancel asChild>
                <Button>{cancelLabel}</Button>
              </AlertPrimitive.Cancel>
              <AlertPrimitive.Action asChild>
                <Button variant="negative" onClick={onConfirm}>
                  {confirmLabel}
                </Button>
              </AlertPrimitive.Action>
            </div>
          </AlertPrimitive.Content>
        </div>
      </AlertPrimitive.Portal>
    </AlertPrimitive.Root>
  );
}
