import { type Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditLog } from "../../../../../features/account/settings/audit-log.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const text = await getTranslations("settings.audit");
  return { title: text("title") };
}

export default function AuditPage() {
  return <AuditLog />;
}
