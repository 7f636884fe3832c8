import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { isApiError } from "./api-error.ts";

/** Turns any error into a sentence for the reader: what happened and what to do, never a raw text. */
export function useErrorText(): (error: unknown) => string {
  const texts = useTranslations("errors");
  const client = useTranslations("common.clientErrors");
  return useCallback(
    (error: unknown) => {
      if (!isApiError(error)) return texts("internal");
      if (error.code === "network") {
        return navigator.onLine ? client("network") : client("offline");
      }
      const code = error.code as Parameters<typeof texts.has>[0];
      return texts.has(code) ? texts(code) : texts("internal");
    },
    [texts, client],
  );
}

/** The sentence for a code that was stored with a message or a job. */
export function useErrorCodeText(): (code: string) => string {
  const texts = useTranslations("errors");
  return useCallback(
    (code: string) => {
      const known = code as Parameters<typeof texts.has>[0];
      return texts.has(known) ? texts(known) : texts("internal");
    },
    [texts],
  );
}
