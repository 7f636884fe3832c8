import { type Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageFrame } from "../../../../features/account/page-frame.tsx";
import { GrantList } from "../../../../features/account/usage/grant-list.tsx";
import { LedgerProof } from "../../../../features/account/usage/ledger-proof.tsx";
import { Meters } from "../../../../features/account/usage/meters.tsx";
import { UsageHistory } from "../../../../features/account/usage/usage-history.tsx";
import { ClientMessages } from "../../../../i18n/client-messages.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const text = await getTranslations("usage");
  return { title: text("title") };
}

export default async function UsagePage() {
  const text = await getTranslations("usage");
  return (
    <ClientMessages namespaces={["common", "errors", "failures", "units", "usage"]}>
      <PageFrame title={text("title")} className="space-y-10">
        <Meters />
        <UsageHistory />
        <GrantList />
        <LedgerProof />
      </PageFrame>
    </ClientMessages>
  );
}
