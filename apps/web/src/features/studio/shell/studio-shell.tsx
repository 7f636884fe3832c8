"use client";

import { Menu, SquarePen } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from "react";
import { isApiError } from "../../../lib/api-error.ts";
import { useMe } from "../../../lib/session.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { DirIcon } from "../../../ui/dir-icon.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { RunsProvider } from "../runs/runs-context.tsx";
import { useStored } from "../use-stored.ts";
import { MeterChip } from "./meter.tsx";
import { Notices } from "./notices.tsx";
import { Rail } from "./rail.tsx";
import { useLiveUsage } from "./use-live-usage.ts";
import { useNavigateChat } from "./use-navigate-chat.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const PhoneRail = lazy(async () => ({ default: (await import("./phone-rail.tsx")).PhoneRail }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import("./shortcuts-dialog.tsx")).ShortcutsDialog,
}));

/** The frame of every studio screen. Whoever is not signed in is led to the sign-in page and back. */
export function StudioShell({ children }: { children: ReactNode }) {
  const text = useTranslations("shell");
  const usage = useLiveUsage();
  const [railState, setRailState] = useStored("pulse.rail");
  const isRailShown = railState !== "hidden";
  const [areShortcutsShown, setAreShortcutsShown] = useState(false);
  const toggleRail = () => setRailState(isRailShown ? "hidden" : null);
  const showShortcuts = () => setAreShortcutsShown(true);
  useSignInGuard();
  useStudioShortcuts(toggleRail, showShortcuts);

  return (
    <RunsProvider>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-4 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
      >
        {text("skip")}
      </a>
      <div className="flex h-dvh overflow-hidden">
        {isRailShown ? (
          <aside
            aria-label={text("rail")}
            className="hidden w-70 shrink-0 flex-col border-e border-line bg-surface-sunken lg:flex"
          >
            <Rail
              usage={usage}
              onOpen={() => undefined}
              onShowShortcuts={showShortcuts}
              hideButton={
                <IconButton label={text("hideRail")} onClick={toggleRail}>
                  <DirIcon name="rail" />
                </IconButton>
              }
            />
          </aside>
        ) : null}
        <div className="relative flex min-w-0 flex-1 flex-col">
          <PhoneHeader usage={usage} onShowShortcuts={showShortcuts} />
          {isRailShown ? null : <HiddenRailButtons onShow={toggleRail} />}
          <Notices usage={usage} />
          <main
            id="main"
            tabIndex={-1}
            className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none"
          >
            {children}
          </main>
        </div>
      </div>
      {areShortcutsShown ? (
        <Suspense>
          <ShortcutsDialog isOpen onOpenChange={setAreShortcutsShown} />
        </Suspense>
      ) : null}
    </RunsProvider>
  );
}

interface PhoneHeaderProps {
  usage: ReturnType<typeof useLiveUsage>;
  onShowShortcuts: () => void;
}

function PhoneHeader({ usage, onShowShortcuts }: PhoneHeaderProps) {
  const text = useTranslations("shell");
  const paths = usePaths();
  const navigate = useNavigateChat();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line px-1.5 lg:hidden">
      <IconButton
        label={text("openRail")}
        aria-expanded={isOpen}
        className="size-11"
        onClick={() => setIsOpen(true)}
      >
        <Menu aria-hidden strokeWidth={1.75} />
      </IconButton>
      {isOpen ? (
        <Suspense>
          <PhoneRail
            usage={usage}
            onShowShortcuts={onShowShortcuts}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      ) : null}
      <Link
        href={paths.newChat()}
        onClick={navigate}
        aria-label={text("newChat")}
        className="grid size-11 place-items-center rounded-md text-ink-muted hover:bg-surface-hover"
      >
        <SquarePen aria-hidden className="size-[1.125rem]" strokeWidth={1.75} />
      </Link>
      <div className="ms-auto">
        <MeterChip usage={usage} />
      </div>
    </header>
  );
}

function HiddenRailButtons({ onShow }: { onShow: () => void }) {
  const text = useTranslations("shell");
  const paths = usePaths();
  const navigate = useNavigateChat();
  return (
    <div className="absolute start-2 top-2.5 z-20 hidden gap-1 lg:flex">
      <IconButton label={text("showRail")} onClick={onShow}>
        <DirIcon name="rail" />
      </IconButton>
      <Link
        href={paths.newChat()}
        onClick={navigate}
        aria-label={text("newChat")}
        className="grid size-9 place-items-center rounded-md text-ink-muted hover:bg-surface-hover hover:text-ink"
      >
        <SquarePen aria-hidden className="size-[1.125rem]" strokeWidth={1.75} />
      </Link>
    </div>
  );
}

function useSignInGuard(): void {
  const { error } = useMe();
  const router = useRouter();
  const pathname = usePathname();
  const paths = usePaths();
  const signIn = paths.signIn(pathname);
  const isSignedOut = isApiError(error, "unauthenticated");
  useEffect(() => {
    if (isSignedOut) router.replace(signIn);
  }, [isSignedOut, router, signIn]);
}

function useStudioShortcuts(toggleRail: () => void, showShortcuts: () => void): void {
  const router = useRouter();
  const newChatPath = usePaths().newChat();
  useShortcuts(
    useMemo(
      () => ({
        newChat: () => router.push(newChatPath),
        search: () => document.getElementById("conversation-search")?.focus(),
        composer: () => document.getElementById("composer")?.focus(),
        model: () => document.getElementById("model-picker")?.click(),
        rail: toggleRail,
        help: showShortcuts,
      }),
      [router, newChatPath, toggleRail, showShortcuts],
    ),
  );
}
