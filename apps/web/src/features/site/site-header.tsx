import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { pathsFor } from "../../lib/paths.ts";
import { usePaths } from "../../lib/use-paths.ts";
import { buttonClasses } from "../../ui/button-classes.ts";
import { Logo } from "../../ui/logo.tsx";
import { LanguageLink } from "./language-link.tsx";

/** The top of every page outside the studio. */
export function SiteHeader({ isSignedIn }: { isSignedIn: boolean }) {
  const text = useTranslations("site");
  const paths = usePaths();
  const otherLocale = useLocale() === "ar" ? "en" : "ar";
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-3 px-4 py-3 sm:px-6">
      <Link href={paths.home()} aria-label={`Pulse: ${text("homeLabel")}`} className="rounded-md">
        <Logo />
      </Link>
      <nav aria-label={text("navigation")} className="flex items-center gap-1">
        <LanguageLink
          locale={otherLocale}
          home={pathsFor(otherLocale).home()}
          label={text("otherLanguageLabel")}
        >
          {text("otherLanguage")}
        </LanguageLink>
        <Link
          href={isSignedIn ? paths.newChat() : paths.signIn()}
          className={buttonClasses({ variant: "quiet", size: "sm" })}
        >
          {text(isSignedIn ? "openStudio" : "signIn")}
        </Link>
      </nav>
    </header>
  );
}
