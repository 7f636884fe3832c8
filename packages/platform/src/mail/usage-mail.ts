import { type Unit } from "@pulse/contracts/billing/plans";
import { type MailJob } from "@pulse/contracts/jobs/mail";
import { type Locale } from "@pulse/contracts/locales";
import { isolated, type MailContent, type Piece } from "./mail-content.ts";

type UsageMail = Exclude<MailJob, { template: "magic-link" }>;

const unitNames: Record<Locale, Record<Unit, string>> = {
  ar: { tokens: "الرموز", images: "الصور", videos: "مقاطع الفيديو" },
  en: { tokens: "token", images: "image", videos: "video" },
};

/** The mail that says that 80 % of a quota is used, or all of it. `publicOrigin` is where the usage page is. */
export function usageMail(mail: UsageMail, publicOrigin: string): MailContent {
  return mail.locale === "ar" ? inArabic(mail, publicOrigin) : inEnglish(mail, publicOrigin);
}

function inArabic(mail: UsageMail, publicOrigin: string): MailContent {
  const unit = unitNames.ar[mail.unit];
  const isExhausted = mail.template === "usage-exhausted";
  const figures: Piece[] = [
    "استُهلك ",
    isolated(formatCount(mail.used)),
    " من أصل ",
    isolated(formatCount(mail.limit)),
    " من حصة ",
    unit,
    " في مساحة العمل «",
    isolated(mail.workspaceName),
    "».",
  ];
  const reset: Piece[] =
    mail.resetsAt === null
      ? ["هذه الحصة لا تتجدد تلقائيًا؛ يمكن اختيار باقة أو شراء إضافة."]
      : ["تتجدد الحصة في ", isolated(formatDate(mail.resetsAt, "ar")), "."];
  return {
    locale: "ar",
    subject: isExhausted ? `نفدت حصة ${unit}` : `تجاوز الاستهلاك 80% من حصة ${unit}`,
    heading: isExhausted ? `نفدت حصة ${unit}` : `أوشكت حصة ${unit} على النفاد`,
    paragraphs: [
      figures,
      isExhausted
        ? ["المتبقي لا يكفي لطلبات جديدة. يمكن ترقية الباقة أو شراء إضافة للمتابعة الآن."]
        : ["عند نفاد الحصة تتوقف الطلبات الجديدة. يمكن ترقية الباقة أو شراء إضافة قبل ذلك."],
      reset,
    ],
    action: { label: "عرض الاستهلاك", url: new URL("/usage", publicOrigin).href },
    notes: [["تصل هذه الرسالة إلى مالك مساحة العمل مرة واحدة لكل حدّ في كل فترة."]],
  };
}

function inEnglish(mail: UsageMail, publicOrigin: string): MailContent {
  const unit = unitNames.en[mail.unit];
  const isExhausted = mail.template === "usage-exhausted";
  return {
    locale: "en",
    subject: isExhausted
      ? `Your ${unit} quota is used up`
      : `80% of your ${unit} quota has been used`,
    heading: isExhausted ? `The ${unit} quota is used up` : `The ${unit} quota is nearly used up`,
    paragraphs: [
      [
        `${formatCount(mail.used)} of ${formatCount(mail.limit)} ${unit}s have been used in the workspace “`,
        isolated(mail.workspaceName),
        "”.",
      ],
      isExhausted
        ? [
            "What is left is not enough for new requests. Upgrade the plan or buy an add-on to go on now.",
          ]
        : ["When it runs out, new requests stop. Upgrade the plan or buy an add-on before that."],
      mail.resetsAt === null
        ? ["This quota does not renew by itself; choose a plan or buy an add-on."]
        : [`The quota renews on ${formatDate(mail.resetsAt, "en")}.`],
    ],
    action: { label: "View usage", url: new URL("/en/usage", publicOrigin).href },
    notes: [["The workspace's owner gets this mail once for each threshold in each period."]],
  };
}

function formatCount(count: number): string {
  return new Intl.NumberFormat("en").format(count);
}

/** «21 تشرين الثاني 2026», as Jordan writes it, with Western digits. */
function formatDate(instant: string, locale: Locale): string {
  const tag = locale === "ar" ? "ar-JO-u-nu-latn" : "en-GB";
  const format = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "Asia/Amman" });
  return format.format(new Date(instant));
}
