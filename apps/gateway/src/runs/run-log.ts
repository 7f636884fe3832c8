import { type RunEventName } from "@pulse/contracts/gateway/runs";
import { eventFrame } from "./event-frame.ts";

const initialBytes = 2048;
const initialEvents = 32;

/**
 * The events of one run, numbered from 0 without gaps, kept as the very bytes that watchers receive:
 * a contiguous buffer and the offset at which each event starts. Replaying costs no encoding, memory
 * stays in proportion to the text, and everyone who resumes anywhere reads identical bytes.
 */
export class RunLog {
  #bytes = Buffer.allocUnsafeSlow(initialBytes);
  #length = 0;
  #offsets = new Uint32Array(initialEvents);
  #count = 0;
  readonly #bytesMax: number;

  constructor(options: { bytesMax: number }) {
    this.#bytesMax = options.bytesMax;
  }

  /** Sequence number of the newest event; -1 when there is none. */
  get lastSequence(): number {
    return this.#count - 1;
  }

  /** Bytes of all events; the end of the buffer for a reader. */
  get length(): number {
    return this.#length;
  }

  /** Memory held, in bytes. */
  get allocatedBytes(): number {
    return this.#bytes.byteLength + this.#offsets.byteLength;
  }

  /** Whether the log holds as much as it may: its run should end now. */
  get isFull(): boolean {
    return this.#length >= this.#bytesMax;
  }

  /** Appends one event and returns its sequence number. */
  append(name: RunEventName, data: unknown): number {
    const sequence = this.#count;
    const frame = eventFrame(sequence, name, data);
    const frameBytes = Buffer.byteLength(frame);
    this.#reserve(frameBytes);
    this.#offsets[sequence] = this.#length;
    this.#bytes.write(frame, this.#length);
    this.#length += frameBytes;
    this.#count += 1;
    return sequence;
  }

  /** Where the event after `sequence` starts; -1 asks for the whole log, a number past the end for nothing. */
  offsetAfter(sequence: number): number {
    if (sequence < 0) return 0;
    return sequence + 1 < this.#count ? (this.#offsets[sequence + 1] ?? 0) : this.#length;
  }

  /** The bytes from an offset that `offsetAfter` gave, at most `bytesMax` of them. Valid for good: bytes are never rewritten. */
  read(offset: number, bytesMax: number): Buffer {
    return this.#bytes.subarray(offset, Math.min(this.#length, offset + bytesMax));
  }

  /** Gives back what growing took in advance. */
  trim(): void {
    this.#bytes = copyOf(this.#bytes, this.#length, this.#length);
    this.#offsets = this.#offsets.slice(0, this.#count);
  }

  #reserve(frameBytes: number): void {
    if (this.#length + frameBytes > this.#bytes.length) {
      const capacity = Math.max(this.#bytes.length * 2, this.#length + frameBytes);
      this.#bytes = copyOf(this.#bytes, this.#length, capacity);
    }
    if (this.#count === this.#offsets.length) {
      const offsets = new Uint32Array(Math.max(initialEvents, this.#count * 2));
      offsets.set(this.#offsets);
      this.#offsets = offsets;
    }
  }
}

function copyOf(bytes: Buffer, length: number, capacity: number): Buffer<ArrayBuffer> {
  // Slow buffers own their memory; pooled ones would keep 8 KiB alive each.
  const copy = Buffer.allocUnsafeSlow(capacity);
  bytes.copy(copy, 0, 0, length);
  return copy;
}
