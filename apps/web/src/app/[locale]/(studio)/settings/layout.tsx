import { useTranslations } from "next-intl";
import { type ReactNode } from "react";
import { PageFrame } from "../../../../features/account/page-frame.tsx";
import { SettingsNavigation } from "../../../../features/account/settings/settings-navigation.tsx";
import { ClientMessages } from "../../../../i18n/client-messages.tsx";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  const text = useTranslations("settings");
  return (
    <ClientMessages namespaces={["common", "errors", "failures", "settings"]}>
      <PageFrame title={text("title")}>
        <SettingsNavigation />
        {children}
      </PageFrame>
    </ClientMessages>
  );
}
