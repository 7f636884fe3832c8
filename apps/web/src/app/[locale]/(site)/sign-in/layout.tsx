import { type ReactNode } from "react";
import { AccountCard } from "../../../../features/account/sign-in/account-card.tsx";
import { ClientMessages } from "../../../../i18n/client-messages.tsx";

export default function SignInLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages namespaces={["common", "errors", "account"]}>
      <AccountCard>{children}</AccountCard>
    </ClientMessages>
  );
}
