import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePaths } from "../../../lib/use-paths.ts";
import { MeterChip } from "./meter-chip.tsx";

/**
 * What is left, in a phone's header. The server draws the link: so named in the layout, `next/link` is sent
 * once for the shell and its pages, and not once for each.
 */
export function PhoneMeter() {
  const text = useTranslations("shell.meter");
  const paths = usePaths();
  return (
    <Link
      href={paths.usage()}
      className="flex min-h-11 min-w-16 flex-col justify-center gap-1 rounded-md px-2 text-xs"
    >
      <span className="sr-only">{text("open")}</span>
      <MeterChip />
    </Link>
  );
}
