import { type Locale } from "@pulse/contracts/locales";

export const settingsSections = ["profile", "devices", "api-keys", "audit"] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** Every address of the interface in one language; nothing else writes one. */
export function pathsFor(locale: Locale) {
  const prefix = locale === "ar" ? "" : `/${locale}`;
  return {
    home: () => prefix || "/",
    plans: () => `${prefix}/plans`,
    signIn: (returnTo?: string) =>
      `${prefix}/sign-in${returnTo === undefined ? "" : `?next=${encodeURIComponent(returnTo)}`}`,
    verify: () => `${prefix}/sign-in/verify`,
    newChat: () => `${prefix}/chat`,
    chat: (conversationId: string) => `${prefix}/chat/${encodeURIComponent(conversationId)}`,
    settings: (section: SettingsSection = "profile") =>
      section === "profile" ? `${prefix}/settings` : `${prefix}/settings/${section}`,
    usage: () => `${prefix}/usage`,
  };
}
export type Paths = ReturnType<typeof pathsFor>;

/** The same page in the other language: `/chat/x` <-> `/en/chat/x`. */
export function inLocale(pathname: string, locale: Locale): string {
  const bare = pathname.replace(/^\/(ar|en)(?=\/|$)/, "") || "/";
  if (locale === "ar") return bare;
  return bare === "/" ? `/${locale}` : `/${locale}${bare}`;
}

/** A path of ours from an untrusted `next` parameter, or null: never another origin's address. */
export function safeReturnPath(value: string | null | undefined): string | null {
  if (!value || !/^\/(?![/\\])/.test(value) || /[\u0000-\u001f\\]/.test(value)) return null;
  return value;
}
