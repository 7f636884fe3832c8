import { type ReactNode } from "react";

/** The row under a turn: seen on hover, on focus and wherever there is no hover. */
export function TurnActions({
  isAlwaysShown,
  children,
}: {
  isAlwaysShown?: boolean;
  children: ReactNode;
}) {
  const hidden =
    "opacity-0 group-hover/turn:opacity-100 group-focus-within/turn:opacity-100 has-data-[state=open]:opacity-100 touch:opacity-100";
  return (
    <div
      className={`mt-1 -ms-1.5 flex min-h-8 flex-wrap items-center gap-0.5 transition-opacity duration-150 ${isAlwaysShown ? "" : hidden}`}
    >
      {children}
    </div>
  );
}
