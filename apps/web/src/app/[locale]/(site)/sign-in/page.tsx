import { type Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "../../../../features/account/sign-in/sign-in-form.tsx";
import { safeReturnPath } from "../../../../lib/paths.ts";
import { hasSessionCookie } from "../../../../lib/session-server.ts";

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const text = await getTranslations("account.signIn");
  return { title: text("title"), robots: { index: false } };
}

export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <SignInForm
      returnPath={typeof next === "string" ? safeReturnPath(next) : null}
      maySkip={await hasSessionCookie()}
    />
  );
}
