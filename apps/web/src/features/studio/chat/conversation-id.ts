/** The conversation that an address names, or null: `/chat/cnv_x` and `/en/chat/cnv_x` name one. */
export function conversationIdOf(pathname: string): string | null {
  const id = /\/chat\/([^/]+)$/.exec(pathname)?.[1];
  return id === undefined ? null : decodeURIComponent(id);
}
