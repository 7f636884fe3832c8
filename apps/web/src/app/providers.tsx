"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { Direction } from "radix-ui";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { PreferencesProvider } from "../lib/preferences-context.tsx";
import { type Preferences } from "../lib/preferences.ts";
import { createQueryClient } from "../lib/query-client.ts";
import { Toaster } from "../ui/toaster.tsx";

interface Props {
  direction: "rtl" | "ltr";
  preferences: Preferences;
  children: ReactNode;
}

/** What every client component of the studio may rely on: direction, choices, the query cache. */
export function Providers({ direction, preferences, children }: Props) {
  const text = useTranslations("common");
  const [queryClient] = useState(createQueryClient);
  return (
    <Direction.Provider dir={direction}>
      <PreferencesProvider value={preferences}>
        <QueryClientProvider client={queryClient}>
          <Toaster label={text("notices")} closeLabel={text("close")}>
            {children}
          </Toaster>
        </QueryClientProvider>
      </PreferencesProvider>
    </Direction.Provider>
  );
}
