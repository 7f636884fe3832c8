import { type Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readConfig } from "../../../../../config.ts";
import { ApiKeySettings } from "../../../../../features/account/settings/api-key-settings.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const text = await getTranslations("settings.apiKeys");
  return { title: text("title") };
}

export default function ApiKeysPage() {
  return <ApiKeySettings baseUrl={`${readConfig().publicOrigin}/gateway/v1`} />;
}
