import { Label as LabelPrimitive } from "radix-ui";
import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** The name of a field. */
export function Label({ className, ...props }: ComponentProps<typeof LabelPrimitive.Root>) {
  return (
    <LabelPrimitive.Root
      className={classNames("block text-sm font-medium text-ink", className)}
      {...props}
    />
  );
}
