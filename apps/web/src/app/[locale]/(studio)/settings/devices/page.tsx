import { type Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeviceSettings } from "../../../../../features/account/settings/device-settings.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const text = await getTranslations("settings.devices");
  return { title: text("title") };
}

export default function DevicesPage() {
  return <DeviceSettings />;
}
