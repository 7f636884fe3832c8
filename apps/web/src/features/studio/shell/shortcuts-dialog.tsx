"use client";

import { useTranslations } from "next-intl";
import { Dialog, DialogContent } from "../../../ui/dialog.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { shortcuts } from "./shortcuts.ts";

interface ShortcutsDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Every shortcut of the studio. */
export function ShortcutsDialog({ isOpen, onOpenChange }: ShortcutsDialogProps) {
  const text = useTranslations("shell.shortcuts");
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={text("title")} closeLabel={text("close")} className="max-w-md">
        <dl className="divide-y divide-line">
          {[
            ...shortcuts,
            { id: "send" as const, keys: ["Enter"] },
            { id: "newLine" as const, keys: ["Shift", "Enter"] },
          ].map(({ id, keys }) => (
            <div key={id} className="flex items-center justify-between gap-4 py-2.5">
              <dt className="text-sm">{text(`acts.${id}`)}</dt>
              <dd dir="ltr" className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
