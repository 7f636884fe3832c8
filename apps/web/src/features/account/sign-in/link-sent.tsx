"use client";

import { MailCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { callApi } from "../../../lib/api-client.ts";
import { isApiError } from "../../../lib/api-error.ts";
import { useErrorText } from "../../../lib/errors.ts";
import { Button } from "../../../ui/button.tsx";
import { useCountdown } from "./use-countdown.ts";
import { useRequest } from "./use-request.ts";

const resendAfterS = 30;

interface Props {
  email: string;
  /** Goes back to the form. */
  onChange: () => void;
}

/** Where the link went, and what to do when it does not arrive. */
export function LinkSent({ email, onChange }: Props) {
  const text = useTranslations("account.sent");
  const errorText = useErrorText();
  const locale = useLocale();
  const heading = useRef<HTMLHeadingElement>(null);
  const [secondsLeft, startCountdown] = useCountdown(resendAfterS);
  const resend = useRequest(async () => {
    try {
      await callApi("requestMagicLink", { body: { email, locale } });
      startCountdown(resendAfterS);
    } catch (error) {
      if (isApiError(error)) startCountdown(error.details.retryAfterS ?? 0);
      throw error;
    }
  });
  useEffect(() => heading.current?.focus(), []);

  const isWaiting = secondsLeft > 0 || resend.isPending;
  return (
    <>
      <MailCheck aria-hidden strokeWidth={1.5} className="size-9 text-accent" />
      <div className="space-y-2">
        <h1 ref={heading} tabIndex={-1} className="text-2xl outline-none">
          {text("title")}
        </h1>
        <p>
          {text("before")}{" "}
          <bdi dir="ltr" className="font-semibold wrap-anywhere">
            {email}
          </bdi>
        </p>
        <p>{text("text")}</p>
        <p className="text-sm text-ink-muted">{text("hint")}</p>
      </div>
      <div className="space-y-2">
        <Button className="w-full tabular-nums" disabled={isWaiting} onClick={() => resend.run()}>
          {secondsLeft > 0 ? text("resendIn", { count: secondsLeft }) : text("resend")}
        </Button>
        <Button variant="quiet" className="w-full" onClick={onChange}>
          {text("change")}
        </Button>
        <output className="block text-center text-sm text-ink-muted empty:hidden">
          {resend.error === null ? resend.isSuccess && text("resent") : errorText(resend.error)}
        </output>
      </div>
    </>
  );
}
