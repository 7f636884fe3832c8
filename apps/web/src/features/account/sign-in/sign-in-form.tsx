"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useEffect, useState } from "react";
import { callApi } from "../../../lib/api-client.ts";
import { useErrorText } from "../../../lib/errors.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { Input } from "../../../ui/input.tsx";
import { looksLikeEmail } from "./email.ts";
import { LinkSent } from "./link-sent.tsx";
import { rememberReturnPath } from "./return-path.ts";
import { useRequest } from "./use-request.ts";

interface Props {
  /** Where to go after signing in; null for a new chat. */
  returnPath: string | null;
  /** Whether a session may exist, so that asking the api who this is makes sense. */
  maySkip: boolean;
}

/** Asks for an address, sends the link, then shows where it went. */
export function SignInForm({ returnPath, maySkip }: Props) {
  const text = useTranslations("account.signIn");
  const errorText = useErrorText();
  const locale = useLocale();
  const [email, setEmail] = useState("");
  const [isInvalid, setInvalid] = useState(false);
  const request = useRequest(async (address: string) => {
    rememberReturnPath(returnPath);
    await callApi("requestMagicLink", { body: { email: address, locale } });
  });
  useSkipWhenSignedIn(maySkip, returnPath);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const isValid = looksLikeEmail(email);
    setInvalid(!isValid);
    if (isValid) request.run(email.trim());
  }

  if (request.isSuccess) return <LinkSent email={email.trim()} onChange={request.reset} />;

  const error = isInvalid
    ? text("emailInvalid")
    : request.error === null
      ? undefined
      : errorText(request.error);
  return (
    <>
      <div className="space-y-1">
        <h1 className="text-2xl">{text("title")}</h1>
        <p className="text-ink-muted">{text("intro")}</p>
      </div>
      <form onSubmit={submit} noValidate className="space-y-5">
        <Field label={text("email")} help={text("emailHelp")} error={error}>
          {(control) => (
            <Input
              {...control}
              type="email"
              name="email"
              autoComplete="email"
              inputMode="email"
              required
              maxLength={254}
              placeholder="name@example.com"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          variant="primary"
          size="lg"
          className="w-full"
          aria-disabled={request.isPending}
        >
          {text(request.isPending ? "submitting" : "submit")}
        </Button>
      </form>
    </>
  );
}

function useSkipWhenSignedIn(maySkip: boolean, returnPath: string | null): void {
  const router = useRouter();
  const paths = usePaths();
  const target = returnPath ?? paths.newChat();
  useEffect(() => {
    if (!maySkip) return;
    const controller = new AbortController();
    callApi("getMe", { signal: controller.signal }).then(
      () => router.replace(target),
      // Whoever is not signed in stays on the form.
      () => {},
    );
    return () => controller.abort();
  }, [maySkip, router, target]);
}
