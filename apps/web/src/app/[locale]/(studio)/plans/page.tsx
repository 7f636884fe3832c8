import { type Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readConfig } from "../../../../config.ts";
import { PageFrame } from "../../../../features/account/page-frame.tsx";
import { AddOnList } from "../../../../features/account/plans/add-on-list.tsx";
import { PlanCards } from "../../../../features/account/plans/plan-cards.tsx";
import { PlanFoot } from "../../../../features/account/plans/plan-foot.tsx";
import { PurchaseNotice } from "../../../../features/account/plans/purchase-notice.tsx";
import { ClientMessages } from "../../../../i18n/client-messages.tsx";
import { getFormats } from "../../../../lib/format-server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await getTranslations("plans");
  return { title: text("title") };
}

export default async function PlansPage() {
  const [text, formats] = await Promise.all([getTranslations("plans"), getFormats()]);
  const { supportEmail } = readConfig();
  return (
    <ClientMessages namespaces={["common", "errors", "failures", "plans"]}>
      <PageFrame title={text("title")} intro={text("intro")} className="max-w-5xl">
        <PurchaseNotice supportEmail={supportEmail} />
        <PlanCards
          formats={formats}
          heading="h2"
          renderFoot={(plan, name) => (
            <PlanFoot planId={plan.id} name={name} supportEmail={supportEmail} />
          )}
        />
        <AddOnList formats={formats} heading="h2" />
      </PageFrame>
    </ClientMessages>
  );
}
