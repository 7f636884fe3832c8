import { useTranslations } from "next-intl";
import { type ReactNode } from "react";
import { SiteHeader } from "../../../features/site/site-header.tsx";
import { hasSessionCookie } from "../../../lib/session-server.ts";

export default async function SiteLayout({ children }: { children: ReactNode }) {
  return <SiteFrame isSignedIn={await hasSessionCookie()}>{children}</SiteFrame>;
}

function SiteFrame({ isSignedIn, children }: { isSignedIn: boolean; children: ReactNode }) {
  const text = useTranslations("site");
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only rounded-md bg-surface-raised px-4 py-2 focus:not-sr-only focus:absolute focus:start-4 focus:top-4 focus:z-50"
      >
        {text("skip")}
      </a>
      <SiteHeader isSignedIn={isSignedIn} />
      <main id="content" className="flex flex-1 flex-col">
        {children}
      </main>
      <footer className="border-t border-line px-4 py-6 text-center text-sm text-ink-muted">
        {text("footer")}
      </footer>
    </div>
  );
}
