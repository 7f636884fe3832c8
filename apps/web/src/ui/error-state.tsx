import { TriangleAlert } from "lucide-react";
import { type ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface ErrorStateProps {
  /** What happened and what to do. */
  message: string;
  /** The stable code, for whoever asks for help. */
  code?: string;
  action?: ReactNode;
  className?: string;
}

/** Something failed: what, why, and the way on. */
export function ErrorState({ message, code, action, className }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={classNames("flex flex-col items-center gap-3 px-4 py-16 text-center", className)}
    >
      <TriangleAlert aria-hidden className="size-7 text-negative" strokeWidth={1.75} />
      <p className="max-w-md text-ui">{message}</p>
      {code ? <code className="ltr-isolate font-mono text-xs text-ink-muted">{code}</code> : null}
      {action}
    </div>
  );
}
