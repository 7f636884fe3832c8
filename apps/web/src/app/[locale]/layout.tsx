import { type Metadata, type Viewport } from "next";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { type ReactNode } from "react";
import { preload } from "react-dom";
import arabicFont from "../../../node_modules/@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2";
import latinFont from "../../../node_modules/@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-400-normal.woff2";
import { readConfig } from "../../config.ts";
import { ClientMessages } from "../../i18n/client-messages.tsx";
import { directionOf, locales } from "../../i18n/routing.ts";
import { appearanceScript } from "../../lib/appearance.ts";
import { readPreferences } from "../../lib/preferences-server.ts";
import "../globals.css";

interface Props {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(locales, locale)) return {};
  const text = await getTranslations({ locale, namespace: "site" });
  return {
    metadataBase: new URL(readConfig().publicOrigin),
    title: { default: text("title"), template: `%s · ${text("name")}` },
    description: text("description"),
    applicationName: text("name"),
    manifest: "/manifest.webmanifest",
    icons: {
      icon: [
        { url: "/icons/icon.svg", type: "image/svg+xml" },
        { url: "/favicon.ico", sizes: "32x32" },
      ],
      apple: "/icons/apple-icon.png",
    },
    openGraph: {
      type: "website",
      siteName: text("name"),
      locale: locale === "ar" ? "ar_JO" : "en_JO",
      title: text("title"),
      description: text("description"),
      images: [
        { url: `/pictures/share-${locale}.png`, width: 1200, height: 630, alt: text("title") },
      ],
    },
    twitter: { card: "summary_large_image" },
    formatDetection: { telephone: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
  colorScheme: "light dark",
};

export default async function RootLayout({ children, params }: Props) {
  const { locale } = await params;
  if (!hasLocale(locales, locale)) notFound();
  const preferences = await readPreferences();
  const nonce = (await headers()).get("x-nonce") ?? undefined;

  // Digits and « » live in the Latin file: without it they would flash in an Arabic line.
  for (const font of [arabicFont, latinFont]) {
    preload(font, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  }

  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-appearance={preferences.appearance}
      className={preferences.appearance === "dark" ? "dark" : undefined}
      // The script below may add the class before React sees the page.
      suppressHydrationWarning
    >
      <body>
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: appearanceScript }} />
        <ClientMessages namespaces={["common", "failures"]}>{children}</ClientMessages>
      </body>
    </html>
  );
}
