import { DropdownMenu as MenuPrimitive } from "radix-ui";
import { type ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { floatingClasses, menuItemClasses } from "./surfaces.ts";

export const DropdownMenu = MenuPrimitive.Root;
export const DropdownMenuTrigger = MenuPrimitive.Trigger;

/** The open menu. */
export function DropdownMenuContent({
  className,
  sideOffset = 6,
  ...props
}: ComponentProps<typeof MenuPrimitive.Content>) {
  return (
    <MenuPrimitive.Portal>
      <MenuPrimitive.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        className={classNames(
          floatingClasses,
          "max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto p-1",
          className,
        )}
        {...props}
      />
    </MenuPrimitive.Portal>
  );
}

interface DropdownMenuItemProps extends ComponentProps<typeof MenuPrimitive.Item> {
  /** Marks an act that removes something. */
  isNegative?: boolean;
}

/** One act. */
export function DropdownMenuItem({ className, isNegative, ...props }: DropdownMenuItemProps) {
  return (
    <MenuPrimitive.Item
      className={classNames(
        menuItemClasses,
        isNegative
          ? "text-negative data-highlighted:bg-negative-soft"
          : "data-highlighted:bg-surface-hover [&_svg]:text-ink-muted",
        className,
      )}
      {...props}
    />
  );
}

/** A hairline between groups. */
export function DropdownMenuSeparator(props: ComponentProps<typeof MenuPrimitive.Separator>) {
  return <MenuPrimitive.Separator className="-mx-1 my-1 h-px bg-line" {...props} />;
}
