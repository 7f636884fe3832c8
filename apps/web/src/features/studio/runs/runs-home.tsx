"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { conversationKeys } from "../queries.ts";
import { type Runs } from "./runs-context.tsx";

/** Where the studio keeps its runs while the reader walks between its pages. */
interface Home {
  /** The studio's runs; the chat, whose code makes them, is the first to ask. */
  runs: (create: () => Runs) => Runs;
  /** Tells this browser's other tabs that a conversation has changed. */
  channel: BroadcastChannel | null;
}

const HomeContext = createContext<Home | null>(null);
const channelName = "pulse-conversations";

/** Lives as long as the studio is open, and hears of changes in the browser's other tabs. */
export function RunsHome({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [home] = useState(createHome);

  useEffect(() => {
    const onChange = ({ data }: MessageEvent<string>) => {
      void client.invalidateQueries({ queryKey: conversationKeys.detail(data) });
      void client.invalidateQueries({ queryKey: conversationKeys.lists });
    };
    home.channel?.addEventListener("message", onChange);
    return () => home.channel?.removeEventListener("message", onChange);
  }, [client, home]);

  return <HomeContext value={home}>{children}</HomeContext>;
}

function createHome(): Home {
  let runs: Runs | null = null;
  return {
    runs: (create) => (runs ??= create()),
    channel: typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(channelName),
  };
}

export function useRunsHome(): Home {
  const home = useContext(HomeContext);
  if (home === null) throw new Error("RunsHome is missing above this component");
  return home;
}
