"use client";

import { type Locale } from "@pulse/contracts/locales";
import { usePathname } from "next/navigation";
import { type ReactNode } from "react";
import { inLocale } from "../../lib/paths.ts";
import { buttonClasses } from "../../ui/button-classes.ts";

interface Props {
  locale: Locale;
  /** Where to go when the current address is unknown. */
  home: string;
  label: string;
  children: ReactNode;
}

/** The same page in the other language. A full load, because direction and fonts change with it. */
export function LanguageLink({ locale, home, label, children }: Props) {
  const pathname = usePathname();
  return (
    <a
      href={pathname ? inLocale(pathname, locale) : home}
      hrefLang={locale}
      lang={locale}
      aria-label={label}
      className={buttonClasses({ variant: "quiet", size: "sm" })}
    >
      {children}
    </a>
  );
}
