"use client";

import { useTranslations } from "next-intl";
import { AlertDialog } from "../../../ui/alert-dialog.tsx";

interface DeleteDialogProps {
  title: string;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks before a conversation is deleted for good. */
export function DeleteDialog({ title, onClose, onConfirm }: DeleteDialogProps) {
  const text = useTranslations("shell.conversations");
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={text("deleteTitle")}
      description={text("deleteText", { title })}
      cancelLabel={text("cancel")}
      confirmLabel={text("delete")}
      onConfirm={onConfirm}
    />
  );
}
