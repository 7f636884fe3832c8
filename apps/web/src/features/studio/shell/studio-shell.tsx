"use client";

import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { isApiError } from "../../../lib/api-error.ts";
import { useMe } from "../../../lib/session.ts";
import { usePaths } from "../../../lib/use-paths.ts";
import { DirIcon } from "../../../ui/dir-icon.tsx";
import { FallbackBoundary } from "../../../ui/fallback-boundary.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { RunsHome } from "../runs/runs-home.tsx";
import { useMedia } from "../use-media.ts";
import { useStored } from "../use-stored.ts";
import { NewChatLink } from "./new-chat-link.tsx";
import { PhoneHeader } from "./phone-header.tsx";
import { SideRail } from "./side-rail.tsx";
import { useLiveUsage } from "./use-live-usage.ts";
import { useShortcuts } from "./use-shortcuts.ts";

// Nothing of theirs is drawn before the first answers are here.
const Notices = lazy(async () => ({ default: (await import("./notices.tsx")).Notices }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import("./shortcuts-dialog.tsx")).ShortcutsDialog,
}));

/** Tailwind's `lg`: from here on the rail stands beside the page. */
const wide = "(min-width: 64rem)";

interface StudioShellProps {
  phoneMeter: ReactNode;
  children: ReactNode;
}

/** The frame of every studio screen. Whoever is not signed in is led to the sign-in page and back. */
export function StudioShell({ phoneMeter, children }: StudioShellProps) {
  const text = useTranslations("shell");
  const [railState, setRailState] = useStored("pulse.rail");
  const isRailShown = railState !== "hidden";
  const isWide = useMedia(wide);
  const [areShortcutsShown, setAreShortcutsShown] = useState(false);
  const hideRail = useCallback(() => setRailState("hidden"), [setRailState]);
  const showRail = useCallback(() => setRailState(null), [setRailState]);
  const showShortcuts = useCallback(() => setAreShortcutsShown(true), []);
  useLiveUsage();
  useSignInGuard();
  useStudioShortcuts(isRailShown ? hideRail : showRail, showShortcuts);

  return (
    <RunsHome>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-4 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
      >
        {text("skip")}
      </a>
      <div className="flex h-dvh overflow-hidden">
        {isRailShown && isWide ? (
          <SideRail onHide={hideRail} onShowShortcuts={showShortcuts} />
        ) : null}
        <div className="relative flex min-w-0 flex-1 flex-col">
          <PhoneHeader meter={phoneMeter} onShowShortcuts={showShortcuts} />
          {isRailShown ? null : <HiddenRailButtons onShow={showRail} />}
          <FallbackBoundary fallback={null}>
            <Suspense>
              <Notices />
            </Suspense>
          </FallbackBoundary>
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
    </RunsHome>
  );
}

function HiddenRailButtons({ onShow }: { onShow: () => void }) {
  const text = useTranslations("shell");
  return (
    <div className="absolute start-2 top-2.5 z-20 hidden gap-1 lg:flex">
      <IconButton label={text("showRail")} onClick={onShow}>
        <DirIcon name="rail" />
      </IconButton>
      <NewChatLink className="size-9" />
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
