import { addOnMonths, addOns, units } from "@pulse/contracts/billing/plans";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Formats } from "../../../lib/format.ts";

interface Props {
  formats: Formats;
  /** The level below the heading that stands above the list. */
  heading: "h2" | "h3";
}

/** The add-ons with their prices. */
export function AddOnList({ formats, heading: Heading }: Props) {
  const text = useTranslations("plans");
  const unitText = useTranslations("units");
  return (
    <div className="space-y-3">
      <Heading className="text-xl">{text("addOnsTitle")}</Heading>
      <p className="text-sm text-ink-muted">
        {text("addOnsText", { months: unitText("months", { count: addOnMonths }) })}
      </p>
      <ul className="grid gap-3 sm:grid-cols-3">
        {addOns.map((addOn) => (
          <li
            key={addOn.id}
            className="flex items-center justify-between gap-3 rounded-lg border border-line bg-surface-raised px-4 py-3"
          >
            <span className="flex items-center gap-2 font-semibold tabular-nums">
              <Plus aria-hidden strokeWidth={1.75} className="size-4 shrink-0 text-accent" />
              {units
                .filter((unit) => addOn.grant[unit] > 0)
                .map((unit) => unitText(unit, { count: addOn.grant[unit] }))
                .join(" ")}
            </span>
            <bdi className="shrink-0 text-ink-muted tabular-nums">
              {formats.money(addOn.priceFils)}
            </bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
