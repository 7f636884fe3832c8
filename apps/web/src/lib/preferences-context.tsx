"use client";

import { useLocale } from "next-intl";
import { useRouter } from "next/navigation";
import { createContext, useCallback, useContext, useMemo, type ReactNode } from "react";
import { applyAppearance } from "./appearance.ts";
import { createFormats, type Formats } from "./format.ts";
import { writePreferences, type Preferences } from "./preferences.ts";

const PreferencesContext = createContext<Preferences | null>(null);

export function PreferencesProvider({
  value,
  children,
}: {
  value: Preferences;
  children: ReactNode;
}) {
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

/** The reader's choices, as the server rendered them. */
export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (preferences === null) throw new Error("PreferencesProvider is missing above this component");
  return preferences;
}

/** Applies choices at once and lets the server render with them. */
export function useApplyPreferences(): (next: Preferences) => void {
  const router = useRouter();
  const current = usePreferences();
  return useCallback(
    (next: Preferences) => {
      if (next.digits === current.digits && next.appearance === current.appearance) return;
      writePreferences(next);
      applyAppearance(next.appearance);
      router.refresh();
    },
    [current, router],
  );
}

/** Formatters in the reader's language and digits, for client components. */
export function useFormats(): Formats {
  const locale = useLocale();
  const { digits } = usePreferences();
  return useMemo(() => createFormats(locale, digits), [locale, digits]);
}
