import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import { Label } from "./label.tsx";

/** What a control inside a field must carry so that label, help and error are read with it. */
export interface FieldControl {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FieldProps {
  label: string;
  /** One sentence below the control; the error takes its place. */
  help?: ReactNode;
  error?: ReactNode;
  /** At the end of the label's line: a value, a link. */
  aside?: ReactNode;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

/** Label above, help below, error in place of help. */
export function Field({ label, help, error, aside, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? help;
  const control: FieldControl = {
    id,
    "aria-describedby": note ? noteId : undefined,
    "aria-invalid": error ? true : undefined,
  };
  return (
    <div className={classNames("space-y-1.5", className)}>
      <div className="flex items-baseline justify-between gap-4">
        <Label htmlFor={id}>{label}</Label>
        {aside}
      </div>
      {children(control)}
      {note ? (
        <p
          id={noteId}
          role={error ? "alert" : undefined}
          className={classNames("text-xs", error ? "text-negative" : "text-ink-muted")}
        >
          {note}
        </p>
      ) : null}
    </div>
  );
}
