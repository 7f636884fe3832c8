import { useLocale } from "next-intl";

const width = 1440;
const height = 900;

/** The studio as it is, taken by `pnpm pictures`; the dark one is fetched on dark pages only. */
export function ProductPicture({ alt }: { alt: string }) {
  const locale = useLocale();
  return (
    <div className="mt-12 overflow-hidden rounded-xl border border-line bg-surface-raised shadow-float">
      {(["light", "dark"] as const).map((appearance) => (
        <picture
          key={appearance}
          className={appearance === "light" ? "dark:hidden" : "hidden dark:contents"}
        >
          <img
            src={`/pictures/studio-${locale}-${appearance}.webp`}
            alt={alt}
            width={width}
            height={height}
            loading="lazy"
            decoding="async"
            className="h-auto w-full"
          />
        </picture>
      ))}
    </div>
  );
}
