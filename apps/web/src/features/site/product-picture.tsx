import { useLocale } from "next-intl";

const width = 1440;
const height = 900;

/** The studio as it is, taken by `pnpm pictures`; the dark one is fetched on dark pages only. */
export function ProductPicture({ alt }: { alt: string }) {
  const locale = useLocale();
  return (
    <div className="mt-12 overflow-hidden rounded-xl border border-line bg-surface-raised shadow-float">
      {(["light", "dark"] as const).map((appearance) => (
        <img
          key={appearance}
          src={`/pictures/studio-${locale}-${appearance}.webp`}
          alt={alt}
          width={width}
          height={height}
          loading="lazy"
          decoding="async"
          className={
            appearance === "light" ? "h-auto w-full dark:hidden" : "hidden h-auto w-full dark:block"
          }
        />
      ))}
    </div>
  );
}
