"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { isApiError } from "../../../lib/api-error.ts";
import { useErrorText } from "../../../lib/errors.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { Button } from "../../../ui/button.tsx";
import { buttonClasses } from "../../../ui/button-classes.ts";
import { ErrorState } from "../../../ui/error-state.tsx";

/** A conversation that cannot be shown: gone, someone else's, or out of reach for now. */
export function ConversationError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const text = useTranslations("chat");
  const errorText = useErrorText();
  const paths = usePaths();
  const isGone = isApiError(error, "not_found") || isApiError(error, "invalid_request");
  return (
    <div className="grid min-h-0 flex-1 place-items-center">
      <ErrorState
        message={isGone ? text("conversationGone") : errorText(error)}
        action={
          isGone ? (
            <Link className={buttonClasses({ variant: "primary" })} href={paths.newChat()}>
              {text("newChat")}
            </Link>
          ) : (
            <Button onClick={onRetry}>{text("retry")}</Button>
          )
        }
      />
    </div>
  );
}
