"use client";

import "./globals.css";
import { buttonVariants } from "../ui/button.tsx";

/** The last net: the layout itself failed, so nothing of it may be used, messages included. */
export default function GlobalErrorPage() {
  return (
    <html lang="ar" dir="rtl">
      <body>
        <main className="grid min-h-dvh place-items-center px-4 py-10">
          <div className="max-w-md space-y-5 text-center">
            <h1 className="text-2xl">تعذّر عرض هذه الصفحة</h1>
            <p className="text-ink-muted">
              حدث خطأ غير متوقع من جهتنا. لم يضِع شيء مما حُفظ؛ يُرجى تحديث الصفحة بعد لحظات.
            </p>
            <p lang="en" dir="ltr" className="text-sm text-ink-muted">
              Something went wrong on our side. Nothing that was saved is lost; reload in a moment.
            </p>
            <a href="" className={buttonVariants({ variant: "primary" })}>
              تحديث الصفحة
            </a>
          </div>
        </main>
      </body>
    </html>
  );
}
