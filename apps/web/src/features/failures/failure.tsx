import { type ReactNode } from "react";
import { LogoMark } from "../../ui/logo.tsx";

interface Props {
  title: string;
  text: string;
  /** The way on. */
  children: ReactNode;
}

/** A whole page that says what happened and what to do. */
export function Failure({ title, text, children }: Props) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="max-w-md space-y-5 text-center">
        <LogoMark className="mx-auto size-12" />
        <div className="space-y-2">
          <h1 className="text-2xl">{title}</h1>
          <p className="text-ink-muted">{text}</p>
        </div>
        <div className="flex flex-wrap justify-center gap-2">{children}</div>
      </div>
    </main>
  );
}
