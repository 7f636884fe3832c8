import {
  ArrowLeft,
  ArrowRight,
  ChevronLeft,
  ChevronRight,
  LogOut,
  type LucideProps,
  PanelLeft,
  Undo2,
} from "lucide-react";
import { classNames } from "./class-names.ts";

/** The icons that speak of direction, drawn for left-to-right; no other icon is mirrored. */
const mirroredIcons = {
  back: ArrowLeft,
  forward: ArrowRight,
  previous: ChevronLeft,
  next: ChevronRight,
  rail: PanelLeft,
  signOut: LogOut,
  undo: Undo2,
} as const;

interface DirIconProps extends Omit<LucideProps, "ref"> {
  name: keyof typeof mirroredIcons;
}

/** An icon that points the other way on a right-to-left page. */
export function DirIcon({ name, className, ...props }: DirIconProps) {
  const Icon = mirroredIcons[name];
  return (
    <Icon
      aria-hidden
      strokeWidth={1.75}
      className={classNames("rtl:-scale-x-100", className)}
      {...props}
    />
  );
}
