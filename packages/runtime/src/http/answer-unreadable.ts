import { type Socket } from "node:net";
import { AppError, type ErrorCode } from "@pulse/contracts/errors";
import { createId } from "@pulse/contracts/ids";
import { defaultLocale } from "@pulse/contracts/locales";
import { errorBodyOf } from "./error-body.ts";

const refusals: Record<string, { status: string; code: ErrorCode }> = {
  HPE_HEADER_OVERFLOW: { status: "431 Request Header Fields Too Large", code: "too_large" },
  ERR_HTTP_REQUEST_TIMEOUT: { status: "408 Request Timeout", code: "invalid_request" },
};
const unreadable = { status: "400 Bad Request", code: "invalid_request" } as const;

/** Answers bytes that never became a request with our error body, and closes the connection. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, code } = refusals[error.code ?? ""] ?? unreadable;
  const body = JSON.stringify(errorBodyOf(new AppError(code), defaultLocale, createId("request")));
  const head = [
    `HTTP/1.1 ${status}`,
    "content-type: application/json; charset=utf-8",
    "cache-control: no-store",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
