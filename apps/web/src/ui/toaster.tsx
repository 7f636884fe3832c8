"use client";

import { Toaster as SonnerToaster } from "sonner";

interface ToasterProps {
  dir: "rtl" | "ltr";
  /** What a screen reader calls the place of the notices. */
  label: string;
}

/** Where short notices appear: the bottom of the end side. Call `toast` of `sonner` to show one. */
export function Toaster({ dir, label }: ToasterProps) {
  return (
    <SonnerToaster
      dir={dir}
      position={dir === "rtl" ? "bottom-left" : "bottom-right"}
      containerAriaLabel={label}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-lg border border-line bg-surface-raised p-4 font-sans text-sm text-ink shadow-float",
          title: "font-medium",
          description: "text-ink-muted",
          actionButton:
            "ms-auto shrink-0 rounded-md px-2 py-1 font-medium text-accent hover:bg-surface-hover",
          error: "text-negative",
        },
      }}
    />
  );
}
