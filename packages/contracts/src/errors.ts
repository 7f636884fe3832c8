import { z } from "zod";
import { type Bilingual, type Locale } from "./locales.ts";

/** Every refusal's stable code, its HTTP status, and what it says to the user in both languages. */
export const errorCatalogue = {
  invalid_request: {
    status: 400,
    ar: "الطلب غير صالح. يُرجى مراجعة الحقول المذكورة ثم المحاولة مرة أخرى.",
    en: "The request is not valid. Check the fields named in the details and try again.",
  },
  context_length_exceeded: {
    status: 400,
    ar: "المحادثة أطول من سعة هذا النموذج. يمكن اختيار نموذج أوسع أو بدء محادثة جديدة.",
    en: "The conversation is longer than this model can read. Choose a model with a larger context or start a new chat.",
  },
  model_not_found: {
    status: 404,
    ar: "هذا النموذج غير معروف أو غير متاح هنا. يمكن اختيار نموذج آخر من القائمة.",
    en: "This model is unknown or not available here. Choose another model from the list.",
  },
  invalid_token: {
    status: 401,
    ar: "رابط الدخول مستعمل أو منتهي الصلاحية. يمكن طلب رابط جديد.",
    en: "This sign-in link was used or has expired. Ask for a new one.",
  },
  unauthenticated: { status: 401, ar: "يلزم تسجيل الدخول للمتابعة.", en: "Sign in to continue." },
  quota_exceeded: {
    status: 402,
    ar: "الحصة المتبقية لا تكفي لهذا الطلب. يمكن ترقية الباقة أو شراء إضافة.",
    en: "What is left of the quota is not enough for this request. Upgrade the plan or buy an add-on.",
  },
  forbidden: {
    status: 403,
    ar: "لا يسمح دورك في مساحة العمل بهذا الإجراء. يمكن طلبه من المالك أو المدير.",
    en: "Your role in this workspace does not allow this. Ask an owner or an admin.",
  },
  cross_origin: {
    status: 403,
    ar: "رُفض الطلب لأنه لم يأتِ من صفحات Pulse.",
    en: "The request was refused because it did not come from Pulse's own pages.",
  },
  not_found: {
    status: 404,
    ar: "تعذّر العثور على المطلوب؛ ربما حُذف أو أنّ الرابط غير صحيح.",
    en: "Nothing was found here; it may have been deleted, or the link is wrong.",
  },
  method_not_allowed: {
    status: 405,
    ar: "هذه العملية غير متاحة على هذا العنوان.",
    en: "This operation is not available at this address.",
  },
  conflict: {
    status: 409,
    ar: "يتعارض الطلب مع طلب سابق. يُرجى تحديث الصفحة ثم المحاولة مرة أخرى.",
    en: "The request conflicts with an earlier one. Reload and try again.",
  },
  too_large: {
    status: 413,
    ar: "المحتوى أكبر من الحد المسموح. يُرجى تقصيره ثم المحاولة مرة أخرى.",
    en: "The content is larger than allowed. Shorten it and try again.",
  },
  unsupported_media_type: {
    status: 415,
    ar: "نوع المحتوى غير مدعوم؛ المقبول هو JSON.",
    en: "This content type is not supported; send JSON.",
  },
  content_blocked: {
    status: 422,
    ar: "حجب المزوّد هذا المحتوى وفق سياسته. لم يُخصم شيء من رصيدك؛ يمكن تعديل الصياغة والمحاولة.",
    en: "The provider blocked this content under its policy. Nothing was charged; reword it and try again.",
  },
  rate_limited: {
    status: 429,
    ar: "الطلبات كثيرة الآن. يُرجى الانتظار قليلاً ثم المحاولة مرة أخرى.",
    en: "Too many requests right now. Wait a moment and try again.",
  },
  provider_rate_limited: {
    status: 429,
    ar: "المزوّد مشغول بطلبات كثيرة. لم يُخصم شيء من رصيدك؛ يمكن إعادة المحاولة بعد قليل أو اختيار نموذج آخر.",
    en: "The provider is limiting requests. Nothing was charged; try again shortly or choose another model.",
  },
  provider_error: {
    status: 502,
    ar: "حدث خطأ لدى المزوّد. لم يُخصم شيء من رصيدك؛ يمكن إعادة المحاولة أو اختيار نموذج آخر.",
    en: "The provider had an error. Nothing was charged; try again or choose another model.",
  },
  provider_unavailable: {
    status: 503,
    ar: "تعذّر الوصول إلى المزوّد. لم يُخصم شيء من رصيدك؛ يمكن إعادة المحاولة أو اختيار نموذج آخر.",
    en: "The provider cannot be reached. Nothing was charged; try again or choose another model.",
  },
  provider_timeout: {
    status: 504,
    ar: "تأخّر رد المزوّد أكثر من الحد. لم يُخصم شيء من رصيدك؛ يمكن إعادة المحاولة.",
    en: "The provider took too long. Nothing was charged; try again.",
  },
  interrupted: {
    status: 503,
    ar: "انقطع الرد قبل أن يكتمل، وحُفظ ما وصل منه. يمكن إعادة التوليد.",
    en: "The answer was interrupted before it was complete; what arrived is saved. Regenerate to try again.",
  },
  unavailable: {
    status: 503,
    ar: "الخدمة غير متاحة مؤقتًا. لم يضِع شيء؛ يُرجى المحاولة بعد لحظات.",
    en: "The service is briefly unavailable. Nothing was lost; try again in a moment.",
  },
  internal: {
    status: 500,
    ar: "حدث خطأ غير متوقع من جهتنا. يُرجى المحاولة مرة أخرى، وإن تكرر فيُرجى مراسلتنا مع رقم الطلب.",
    en: "Something went wrong on our side. Try again; if it happens again, write to us with the request id.",
  },
} as const satisfies Record<string, { status: number } & Bilingual>;

export type ErrorCode = keyof typeof errorCatalogue;
export const errorCodes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]];

/** What went wrong in one field: `path` as `settings.temperature`, `message` in English for developers. */
export const fieldIssueSchema = z.object({ path: z.string(), message: z.string() });

export const errorDetailsSchema = z.looseObject({
  fields: z.array(fieldIssueSchema).optional(),
  limitSource: z.string().optional(),
  remaining: z.int().optional(),
  required: z.int().optional(),
  resetsAt: z.string().nullable().optional(),
  retryAfterS: z.number().optional(),
});
export type ErrorDetails = z.infer<typeof errorDetailsSchema>;

/** The body of every refusal of the api and of the gateway's own endpoints. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    details: errorDetailsSchema.optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** A refusal with a stable code. `internal` goes to the log only; users read the catalogue's sentence. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;
  readonly status: number;

  constructor(
    code: ErrorCode,
    options: { internal?: string; details?: ErrorDetails; cause?: unknown } = {},
  ) {
    super(
      options.internal ?? code,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = "AppError";
    this.code = code;
    this.details = options.details;
    this.status = errorCatalogue[code].status;
  }
}

/** The catalogue's sentence for a code in one language. */
export function errorMessage(code: ErrorCode, locale: Locale): string {
  return errorCatalogue[code][locale];
}
