import { type Messages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import { type ReactNode } from "react";

interface Props {
  /** Top-level namespaces that client components below read; a provider does not add to the one above. */
  namespaces: readonly (keyof Messages)[];
  children: ReactNode;
}

/** Sends the browser the texts that this part of the interface uses, and no others. */
export async function ClientMessages({ namespaces, children }: Props) {
  const messages = await getMessages();
  const picked = Object.fromEntries(
    namespaces.map((namespace) => [namespace, messages[namespace]]),
  );
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
