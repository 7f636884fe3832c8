import { getLocale } from "next-intl/server";
import { type ReactNode } from "react";
import { PhoneMeter } from "../../../features/studio/shell/phone-meter.tsx";
import { StudioShell } from "../../../features/studio/shell/studio-shell.tsx";
import { ClientMessages } from "../../../i18n/client-messages.tsx";
import { directionOf } from "../../../i18n/routing.ts";
import { readPreferences } from "../../../lib/preferences-server.ts";
import { Providers } from "../../providers.tsx";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const [locale, preferences] = await Promise.all([getLocale(), readPreferences()]);
  return (
    <ClientMessages namespaces={["common", "errors", "shell", "chat", "models"]}>
      <Providers direction={directionOf(locale)} preferences={preferences}>
        <StudioShell phoneMeter={<PhoneMeter />}>{children}</StudioShell>
      </Providers>
    </ClientMessages>
  );
}
