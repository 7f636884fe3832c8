import { type ServerResponse } from "node:http";
import { heartbeatEveryMs } from "@pulse/contracts/gateway/runs";
import { type Locale } from "@pulse/contracts/locales";
import { heartbeatFrame } from "./event-frame.ts";
import { type Run } from "./run.ts";

const sliceBytesMax = 64 * 1024;
/** A watcher that takes nothing for this many heartbeats has gone without saying so. */
const silentHeartbeatsMax = 4;

export interface Watching {
  /** The last sequence number that the watcher has; -1 for none. */
  afterSequence: number;
  locale: Locale;
  onEnd: () => void;
}

/**
 * Writes a run to one watcher, from wherever it left off to the end. A slow watcher is not buffered for:
 * it reads on from the log when its socket has drained. Returns what to call to end it early.
 */
export function watchRun(run: Run, response: ServerResponse, watching: Watching): () => void {
  let offset = run.log.offsetAfter(watching.afterSequence);
  let silentHeartbeats = 0;

  function pump(): void {
    while (!response.writableNeedDrain && offset < run.log.length) {
      const slice = run.log.read(offset, sliceBytesMax);
      offset += slice.length;
      response.write(slice);
    }
    if (offset === run.log.length && run.state !== "streaming") finish();
  }

  function finish(): void {
    const done = watching.afterSequence < run.doneSequence && run.doneFrame(watching.locale);
    if (done) response.write(done);
    end();
  }

  function beat(): void {
    if (response.destroyed) return end();
    silentHeartbeats = response.writableNeedDrain ? silentHeartbeats + 1 : 0;
    if (silentHeartbeats > silentHeartbeatsMax) response.destroy();
    else if (!response.writableNeedDrain) response.write(heartbeatFrame);
  }

  const unwatch = run.watch(pump);
  const heartbeat = setInterval(beat, heartbeatEveryMs);
  let isOver = false;
  function end(): void {
    if (isOver) return;
    isOver = true;
    unwatch();
    clearInterval(heartbeat);
    response.off("drain", pump);
    if (!response.writableEnded && !response.destroyed) response.end();
    watching.onEnd();
  }
  response.on("drain", pump);
  response.once("close", end);
  response.once("error", end);
  // Whoever left before the run was found would never be heard closing.
  if (response.destroyed) end();
  else pump();
  return end;
}
