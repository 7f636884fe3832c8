import { type Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type ReactNode } from "react";
import { RunsProvider } from "../../../../features/studio/runs/runs-context.tsx";
import { ChatScreen } from "../../../../features/studio/chat/chat-screen.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const text = await getTranslations("chat");
  return { title: text("title") };
}

/** The screen lives here, above its pages, so that it stays in place while the address changes. */
export default function ChatLayout({ children }: { children: ReactNode }) {
  return (
    <RunsProvider>
      <ChatScreen />
      {children}
    </RunsProvider>
  );
}
