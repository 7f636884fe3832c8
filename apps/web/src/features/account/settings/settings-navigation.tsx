"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type SettingsSection } from "../../../lib/paths.ts";
import { useMe } from "../../../lib/session.ts";
import { useHydrated } from "../../../lib/use-hydrated.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { classNames } from "../../../ui/class-names.ts";

/** Links to the sections that the reader's role may see. */
export function SettingsNavigation() {
  const text = useTranslations("settings");
  const paths = usePaths();
  const pathname = usePathname();
  const me = useMe().data;
  const role = useHydrated() ? me?.role : undefined;
  const sections: { id: SettingsSection; label: string }[] = [
    { id: "profile", label: text("profile.title") },
    { id: "devices", label: text("devices.title") },
    ...(role === "admin" || role === "owner"
      ? [{ id: "api-keys", label: text("apiKeys.short") } as const]
      : []),
    ...(role === "owner" ? [{ id: "audit", label: text("audit.title") } as const] : []),
  ];
  return (
    <nav aria-label={text("sections")}>
      <ul className="flex gap-1 overflow-x-auto border-b border-line">
        {sections.map(({ id, label }) => {
          const isCurrent = pathname === paths.settings(id);
          return (
            <li key={id}>
              <Link
                href={paths.settings(id)}
                aria-current={isCurrent ? "page" : undefined}
                className={classNames(
                  "-mb-px flex min-h-11 items-center border-b-2 px-3 text-ui whitespace-nowrap transition-colors hover:text-ink focus-visible:-outline-offset-2",
                  isCurrent ? "border-accent font-semibold" : "border-transparent text-ink-muted",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
