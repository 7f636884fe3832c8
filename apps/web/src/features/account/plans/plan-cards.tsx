import { type Plan, type PlanId, plans, units } from "@pulse/contracts/billing/plans";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode } from "react";
import { type Formats } from "../../../lib/format.ts";
import { Badge } from "../../../ui/badge.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { Card } from "../../../ui/card.tsx";

const recommended: PlanId = "pro";

interface Props {
  formats: Formats;
  /** The level below the heading that stands above the cards. */
  heading: "h2" | "h3";
  /** What stands at a card's foot: how to get the plan, or the mark of the current one. */
  renderFoot?: ((plan: Plan, name: string) => ReactNode) | undefined;
}

/** The three plans with their prices and allowances, straight from the catalogue. */
export function PlanCards({ formats, heading, renderFoot }: Props) {
  return (
    <ul className="grid items-stretch gap-4 md:grid-cols-3">
      {plans.map((plan) => (
        <li key={plan.id}>
          <PlanCard plan={plan} formats={formats} heading={heading} renderFoot={renderFoot} />
        </li>
      ))}
    </ul>
  );
}

function PlanCard({ plan, formats, heading: Heading, renderFoot }: { plan: Plan } & Props) {
  const text = useTranslations("plans");
  const unitText = useTranslations("units");
  const isRecommended = plan.id === recommended;
  const name = text(`names.${plan.id}`);
  return (
    <Card
      className={classNames(
        "flex h-full flex-col gap-5 p-6",
        isRecommended && "border-accent ring-1 ring-accent",
      )}
    >
      <div className="space-y-1">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Heading className="text-xl">{name}</Heading>
          {isRecommended ? <Badge variant="accent">{text("popular")}</Badge> : null}
        </div>
        <p className="text-sm text-ink-muted">{text(`forWhom.${plan.id}`)}</p>
      </div>
      <p className="flex items-baseline gap-2">
        <bdi className="text-4xl font-semibold tabular-nums">{formats.dinars(plan.priceFils)}</bdi>
        <span className="text-xl font-semibold">{formats.currency}</span>
        <span className="text-sm text-ink-muted">{text("monthly")}</span>
      </p>
      <ul className="space-y-2">
        {units.map((unit) => (
          <li key={unit} className="flex items-center gap-2.5">
            <Check aria-hidden strokeWidth={1.75} className="size-4 shrink-0 text-positive" />
            <span className="tabular-nums">{unitText(unit, { count: plan.allowance[unit] })}</span>
          </li>
        ))}
      </ul>
      {renderFoot ? <div className="mt-auto pt-1">{renderFoot(plan, name)}</div> : null}
    </Card>
  );
}
