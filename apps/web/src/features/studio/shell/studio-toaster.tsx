"use client";

import { useTranslations } from "next-intl";
import { Toaster } from "../../../ui/toaster.tsx";
import { usePageDirection } from "../use-page-direction.ts";

/** Short notices of the studio. */
export function StudioToaster() {
  const text = useTranslations("shell");
  return <Toaster dir={usePageDirection()} label={text("toasts")} />;
}
