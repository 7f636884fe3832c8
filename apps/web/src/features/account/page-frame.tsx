import { type ReactNode } from "react";
import { classNames } from "../../ui/class-names.ts";

interface Props {
  title: string;
  intro?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A page of the studio that is read rather than talked to: one column under its title. */
export function PageFrame({ title, intro, className, children }: Props) {
  return (
    <div
      className={classNames(
        "mx-auto w-full fallback:max-w-4xl fallback:space-y-8 px-4 pt-6 pb-16 sm:px-6 sm:pt-10",
        className,
      )}
    >
      <header className="space-y-1">
        <h1 className="text-2xl">{title}</h1>
        {intro ? <p className="text-ink-muted">{intro}</p> : null}
      </header>
      {children}
    </div>
  );
}
