import { type Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AddOnList } from "../../../features/account/plans/add-on-list.tsx";
import { PlanCards } from "../../../features/account/plans/plan-cards.tsx";
import { Hero } from "../../../features/site/hero.tsx";
import { Points } from "../../../features/site/points.tsx";
import { getFormats } from "../../../lib/format-server.ts";
import { alternatesOf } from "../../../lib/metadata.ts";
import { hasSessionCookie } from "../../../lib/session-server.ts";

export function generateMetadata({
  params,
}: {
  params: Promise<{ locale: string }>;
}): Promise<Metadata> {
  return alternatesOf(params, (paths) => paths.home());
}

export default async function LandingPage() {
  const [text, formats, isSignedIn] = await Promise.all([
    getTranslations("site"),
    getFormats(),
    hasSessionCookie(),
  ]);
  return (
    <>
      <Hero isSignedIn={isSignedIn} />
      <Points />
      <section
        id="plans"
        aria-labelledby="plans-title"
        className="mx-auto w-full max-w-6xl space-y-8 px-4 py-16 sm:px-6"
      >
        <div className="space-y-1 text-center">
          <h2 id="plans-title" className="text-2xl sm:text-3xl">
            {text("plansTitle")}
          </h2>
          <p className="text-ink-muted">{text("plansText")}</p>
        </div>
        <PlanCards formats={formats} heading="h3" />
        <AddOnList formats={formats} heading="h3" />
      </section>
    </>
  );
}
