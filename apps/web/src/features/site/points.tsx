import { Gauge, Languages, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";

const points = [
  { id: "arabic", Icon: Languages },
  { id: "safe", Icon: ShieldCheck },
  { id: "exact", Icon: Gauge },
] as const;

/** Three reasons, plainly. */
export function Points() {
  const text = useTranslations("site.points");
  return (
    <section aria-labelledby="points" className="border-y border-line bg-surface-raised">
      <div className="mx-auto w-full max-w-6xl px-4 py-14 sm:px-6">
        <h2 id="points" className="sr-only">
          {text("title")}
        </h2>
        <ul className="grid gap-10 md:grid-cols-3">
          {points.map(({ id, Icon }) => (
            <li key={id} className="space-y-2">
              <Icon aria-hidden strokeWidth={1.75} className="size-6 text-accent" />
              <h3 className="text-xl">{text(`${id}.title`)}</h3>
              <p className="text-ink-muted">{text(`${id}.text`)}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
