import { getTranslations } from "next-intl/server";

export default async function LandingPage() {
  const text = await getTranslations("site");
  return <main>{text("title")}</main>;
}
