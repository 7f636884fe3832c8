"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../../ui/button.tsx";

const CreateApiKeyDialog = lazy(async () => ({
  default: (await import("./create-api-key-dialog.tsx")).CreateApiKeyDialog,
}));

/** The button that opens the dialog for a new key. */
export function CreateApiKey() {
  const text = useTranslations("settings.apiKeys");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden strokeWidth={1.75} />
        {text("create")}
      </Button>
      {isOpen ? (
        <Suspense>
          <CreateApiKeyDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
