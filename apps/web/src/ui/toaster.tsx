"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { IconButton } from "./icon-button.tsx";

type Kind = "success" | "error";
type ShowToast = (kind: Kind, text: string) => void;

interface Toast {
  id: number;
  kind: Kind;
  text: string;
}

const shownMs = { success: 4_000, error: 8_000 };
const toastsMax = 3;

const ToastContext = createContext<ShowToast | null>(null);

/** How to show a short notice. */
export function useToast(): ShowToast {
  const show = useContext(ToastContext);
  if (show === null) throw new Error("Toaster is missing above this component");
  return show;
}

interface ToasterProps {
  /** What a screen reader calls the place of the notices. */
  label: string;
  closeLabel: string;
  children: ReactNode;
}

/** Shows short notices at the top of the end side, clear of the composer; they leave by themselves, later while pointed at. */
export function Toaster({ label, closeLabel, children }: ToasterProps) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);
  const show = useCallback<ShowToast>((kind, text) => {
    lastId.current += 1;
    const toast = { id: lastId.current, kind, text };
    setToasts((shown) => [...shown, toast].slice(-toastsMax));
  }, []);
  const remove = useCallback((id: number) => {
    setToasts((shown) => shown.filter((toast) => toast.id !== id));
  }, []);

  return (
    <ToastContext value={show}>
      {children}
      <section
        aria-label={label}
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 top-4 z-50 flex flex-col items-end gap-2"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} closeLabel={closeLabel} onLeave={remove} />
        ))}
      </section>
    </ToastContext>
  );
}

interface ToastCardProps {
  toast: Toast;
  closeLabel: string;
  onLeave: (id: number) => void;
}

function ToastCard({ toast, closeLabel, onLeave }: ToastCardProps) {
  const { id, kind, text } = toast;
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => onLeave(id), shownMs[kind]);
    return () => clearTimeout(timer);
  }, [id, isHeld, kind, onLeave]);
  const Icon = kind === "success" ? CircleCheck : CircleAlert;
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="pointer-events-auto flex w-full max-w-sm animate-rise items-center gap-3 rounded-lg border border-line bg-surface-raised py-2 ps-4 pe-2 text-sm shadow-float"
    >
      <Icon
        aria-hidden
        strokeWidth={1.75}
        className={`size-5 shrink-0 ${kind === "success" ? "text-positive" : "text-negative"}`}
      />
      <p className="min-w-0 grow wrap-anywhere">{text}</p>
      <IconButton label={closeLabel} size="sm" onClick={() => onLeave(id)}>
        <X aria-hidden strokeWidth={1.75} />
      </IconButton>
    </div>
  );
}
