import { type Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { VerifyLink } from "../../../../../features/account/sign-in/verify-link.tsx";

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const text = await getTranslations("account.signIn");
  return { title: text("title"), robots: { index: false } };
}

export default async function VerifyPage({ searchParams }: Props) {
  const { token } = await searchParams;
  return <VerifyLink token={typeof token === "string" && token !== "" ? token : null} />;
}
