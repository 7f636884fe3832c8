/** The looks of what floats above the page. */
export const floatingClasses =
  "z-50 rounded-lg border border-line bg-surface-raised text-ink shadow-float outline-none data-[state=open]:animate-rise";

export const menuItemClasses = [
  "relative flex min-h-9 touch:min-h-11 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-sm outline-none select-none",
  "data-disabled:pointer-events-none data-disabled:opacity-50",
  "[&_svg]:size-4 [&_svg]:shrink-0",
];

export const overlayClasses = "fixed inset-0 z-50 bg-overlay data-[state=open]:animate-appear";
