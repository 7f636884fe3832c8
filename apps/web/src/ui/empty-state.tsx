import { type ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Nothing here yet: one sentence, one act. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={classNames("flex flex-col items-center gap-3 px-4 py-10 text-center", className)}
    >
      {icon ? <div className="text-ink-muted [&_svg]:size-7">{icon}</div> : null}
      <p className="text-base font-semibold">{title}</p>
      {children ? <p className="max-w-sm text-sm text-ink-muted">{children}</p> : null}
      {action}
    </div>
  );
}
