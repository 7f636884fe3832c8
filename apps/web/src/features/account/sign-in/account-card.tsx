import { type ReactNode } from "react";
import { Card } from "../../../ui/card.tsx";

/** The one card of a sign-in page, in the middle of it. */
export function AccountCard({ children }: { children: ReactNode }) {
  return (
    <div className="grid flex-1 place-items-center px-4 py-10">
      <Card className="w-full max-w-md space-y-6 p-6 sm:p-8">{children}</Card>
    </div>
  );
}
