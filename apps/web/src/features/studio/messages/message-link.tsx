import { type ReactNode } from "react";

interface MessageLinkProps {
  href: string;
  children: ReactNode;
}

/** A link that a model wrote: opens apart, tells the other side nothing, and shows where it leads. */
export function MessageLink({ href, children }: MessageLinkProps) {
  const host = hostOf(href);
  if (host === null) return <span>{children}</span>;
  const isHostShown = typeof children === "string" && children.includes(host);
  return (
    <>
      <a href={href} target="_blank" rel="noreferrer noopener nofollow" title={href}>
        {children}
      </a>
      {isHostShown ? null : (
        <bdi dir="ltr" className="ms-1 text-[0.8em] text-ink-muted">
          ({host})
        </bdi>
      )}
    </>
  );
}

function hostOf(href: string): string | null {
  const url = URL.parse(href);
  if (url === null) return null;
  if (url.protocol === "mailto:") return url.pathname;
  return url.protocol === "https:" || url.protocol === "http:" ? url.host : null;
}
