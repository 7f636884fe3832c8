import { trialAllowance } from "@pulse/contracts/billing/plans";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePaths } from "../../lib/use-paths.ts";
import { buttonClasses } from "../../ui/button-classes.ts";
import { ProductPicture } from "./product-picture.tsx";

/** What Pulse does in one line, the one button, and the product itself. */
export function Hero({ isSignedIn }: { isSignedIn: boolean }) {
  const text = useTranslations("site");
  const units = useTranslations("units");
  const paths = usePaths();
  return (
    <section className="mx-auto w-full max-w-6xl px-4 pt-10 pb-16 sm:px-6 sm:pt-16">
      <div className="mx-auto max-w-3xl space-y-5 text-center">
        <h1 className="text-3xl sm:text-4xl">{text("hero.title")}</h1>
        <p className="mx-auto max-w-2xl text-lg text-pretty text-ink-muted">
          {text("hero.subtitle")}
        </p>
        <div className="space-y-3 pt-2">
          <Link
            href={isSignedIn ? paths.newChat() : paths.signIn()}
            className={buttonClasses({ variant: "primary", size: "lg" })}
          >
            {text(isSignedIn ? "openStudio" : "hero.action")}
          </Link>
          {isSignedIn ? null : (
            <p className="text-sm text-ink-muted">
              {text("hero.note", { tokens: units("tokens", { count: trialAllowance.tokens }) })}
            </p>
          )}
        </div>
      </div>
      <ProductPicture alt={text("hero.picture")} />
    </section>
  );
}
