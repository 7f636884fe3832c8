import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePaths } from "../../../lib/use-paths.ts";

/** Says plainly that paying online is not open yet, and how to get a plan meanwhile. */
export function PurchaseNotice({ supportEmail }: { supportEmail: string | null }) {
  const text = useTranslations("plans");
  const paths = usePaths();
  return (
    <div role="note" className="flex gap-3 rounded-lg border border-line bg-surface-sunken p-4">
      <Info aria-hidden strokeWidth={1.75} className="mt-0.5 size-5 shrink-0 text-accent" />
      <div className="space-y-0.5">
        <p className="font-semibold">{text("notOpenTitle")}</p>
        <p className="text-ui text-ink-muted">
          {text(supportEmail === null ? "notOpenWithoutEmail" : "notOpenWithEmail")}{" "}
          {supportEmail === null ? null : (
            <a
              dir="ltr"
              href={`mailto:${supportEmail}`}
              className="inline-block text-accent underline underline-offset-4"
            >
              {supportEmail}
            </a>
          )}
        </p>
        <Link
          href={paths.usage()}
          className="inline-block pt-1 text-ui text-accent underline underline-offset-4"
        >
          {text("seeUsage")}
        </Link>
      </div>
    </div>
  );
}
