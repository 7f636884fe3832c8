import { type ReactNode } from "react";
import { StudioShell } from "../../../features/studio/shell/studio-shell.tsx";
import { ClientMessages } from "../../../i18n/client-messages.tsx";

export default function StudioLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages namespaces={["common", "errors", "shell", "chat", "models"]}>
      <StudioShell>{children}</StudioShell>
    </ClientMessages>
  );
}
