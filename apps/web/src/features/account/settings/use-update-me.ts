"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { callApi, type CallOptions } from "../../../lib/api-client.ts";
import { useErrorText } from "../../../lib/errors.ts";
import { inLocale } from "../../../lib/paths.ts";
import { useApplyPreferences } from "../../../lib/preferences-context.tsx";
import { storeMe } from "../../../lib/session.ts";
import { useToast } from "../../../ui/toaster.tsx";

type Change = NonNullable<CallOptions<"updateMe">["body"]>;

/** Saves a change of the profile and shows it everywhere; a new language opens the page in it. */
export function useUpdateMe() {
  const text = useTranslations("settings.profile");
  const errorText = useErrorText();
  const showToast = useToast();
  const locale = useLocale();
  const pathname = usePathname();
  const queryClient = useQueryClient();
  const applyPreferences = useApplyPreferences();
  return useMutation({
    mutationFn: (change: Change) => callApi("updateMe", { body: change }),
    onSuccess: (me) => {
      storeMe(queryClient, me);
      applyPreferences(me.user);
      if (me.user.locale !== locale) location.assign(inLocale(pathname, me.user.locale));
      else showToast("success", text("saved"));
    },
    onError: (error) => showToast("error", errorText(error)),
  });
}
