"use client";

import "./globals.css";

/** The last net: the layout itself failed, so nothing of it may be used, messages included. */
export default function GlobalErrorPage({ reset }: { reset: () => void }) {
  return (
    <html lang="ar" dir="rtl">
      <body>
        <main className="grid min-h-dvh place-items-center px-4 py-10">
          <div className="max-w-md space-y-5 text-center">
            <h1 className="text-2xl">تعذّر عرض هذه الصفحة</h1>
            <p className="text-ink-muted">
              حدث خطأ غير متوقع من جهتنا. لم يضِع شيء مما حُفظ؛ يُرجى المحاولة بعد لحظات.
            </p>
            <p lang="en" dir="ltr" className="text-sm text-ink-muted">
              Something went wrong on our side. Nothing that was saved is lost; try again in a
              moment.
            </p>
            <button
              type="button"
              onClick={reset}
              className="inline-flex min-h-11 items-center gap-2 rounded-md bg-accent px-4 font-semibold text-accent-ink hover:bg-accent-hover"
            >
              إعادة المحاولة
              <span lang="en">Try again</span>
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
