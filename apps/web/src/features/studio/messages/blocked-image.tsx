import { ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";

interface BlockedImageProps {
  src: string;
  alt: string;
}

/** Stands for an image elsewhere: loading it would tell that place what was written here. */
export function BlockedImage({ src, alt }: BlockedImageProps) {
  const text = useTranslations("chat");
  const host = URL.parse(src)?.host;
  return (
    <span className="inline-flex items-center gap-2 rounded-md border border-line bg-surface-sunken px-2.5 py-1 text-sm text-ink-muted">
      <ImageOff aria-hidden className="size-4 shrink-0" />
      <span>{text("imageBlocked")}</span>
      {alt ? <bdi>{alt}</bdi> : null}
      {host ? <bdi dir="ltr">({host})</bdi> : null}
    </span>
  );
}
