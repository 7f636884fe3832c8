import { type Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProfileSettings } from "../../../../features/account/settings/profile-settings.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const text = await getTranslations("settings.profile");
  return { title: text("title") };
}

export default function ProfilePage() {
  return <ProfileSettings />;
}
