"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";

// Asked rarely: the dialog's code comes with the first question.
const AlertDialog = lazy(async () => ({
  default: (await import("../../../ui/alert-dialog.tsx")).AlertDialog,
}));

interface Props {
  isAsking: boolean;
  onAskingChange: (isAsking: boolean) => void;
  title: string;
  description: string;
  confirmLabel: string;
  onConfirm: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ isAsking, onAskingChange, ...question }: Props) {
  const common = useTranslations("common");
  if (!isAsking) return null;
  return (
    <Suspense>
      <AlertDialog
        isOpen
        onOpenChange={onAskingChange}
        cancelLabel={common("cancel")}
        {...question}
      />
    </Suspense>
  );
}
