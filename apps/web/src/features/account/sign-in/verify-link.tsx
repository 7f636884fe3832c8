"use client";

import { Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { applyAppearance } from "../../../lib/appearance.ts";
import { callApi } from "../../../lib/api-client.ts";
import { isApiError } from "../../../lib/api-error.ts";
import { useErrorText } from "../../../lib/errors.ts";
import { writePreferences } from "../../../lib/preferences.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { Button } from "../../../ui/button.tsx";
import { buttonClasses } from "../../../ui/button-classes.ts";
import { takeReturnPath } from "./return-path.ts";
import { useRequest } from "./use-request.ts";

/** Uses the link up on a press only: scanners that open mailed links for their readers spend nothing. */
export function VerifyLink({ token }: { token: string | null }) {
  const text = useTranslations("account.verify");
  const errorText = useErrorText();
  const paths = usePaths();
  const router = useRouter();
  const verify = useRequest(async (value: string) => {
    const { user } = await callApi("verifyMagicLink", { body: { token: value } });
    writePreferences(user);
    applyAppearance(user.appearance);
    router.replace(takeReturnPath() ?? paths.newChat());
  });

  const isSpent =
    token === null ||
    isApiError(verify.error, "invalid_token") ||
    isApiError(verify.error, "invalid_request");
  if (isSpent) return <SpentLink />;
  return (
    <>
      <div className="space-y-1">
        <h1 className="text-2xl">{text("title")}</h1>
        <p className="text-ink-muted">{text("intro")}</p>
      </div>
      <div className="space-y-3">
        <Button
          variant="primary"
          size="lg"
          className="w-full"
          disabled={verify.isPending || verify.isSuccess}
          onClick={() => verify.run(token)}
        >
          {text(verify.isPending || verify.isSuccess ? "submitting" : "submit")}
        </Button>
        {verify.error === null ? null : (
          <p role="alert" className="text-sm text-negative">
            {errorText(verify.error)}
          </p>
        )}
      </div>
    </>
  );
}

function SpentLink() {
  const text = useTranslations("account.verify");
  const paths = usePaths();
  return (
    <>
      <Unlink aria-hidden strokeWidth={1.5} className="size-9 text-ink-muted" />
      <div role="alert" className="space-y-1">
        <h1 className="text-2xl">{text("spentTitle")}</h1>
        <p className="text-ink-muted">{text("spentText")}</p>
      </div>
      <Link
        href={paths.signIn()}
        className={buttonClasses({ variant: "primary", size: "lg", className: "w-full" })}
      >
        {text("again")}
      </Link>
    </>
  );
}
