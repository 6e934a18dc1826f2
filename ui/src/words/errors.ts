// One sentence for each error: what happened, what was kept, what to do.
import type {
  AppError,
  CertificateFault,
  FileFault,
  PageAddressFault,
  PlanError,
  ShortcutFault,
} from "../host/host";
import { m } from "../messages/generated/messages";

export function errorText(error: AppError): string {
  switch (error.kind) {
    case "badAddress":
      return m.error_bad_address({ address: error.address });
    case "plainHttp":
      return m.error_plain_http({ host: error.host });
    case "unknownHost":
      return m.error_unknown_host({ host: error.host });
    case "connectionRefused":
      return m.error_connection_refused({ host: error.host });
    case "unreachable":
      return m.error_unreachable({ host: error.host });
    case "timedOut":
      return m.error_timed_out({ host: error.host });
    case "certificate":
      return certificateText(error.host, error.fault);
    case "notWazo":
      return m.error_not_wazo({ host: error.host });
    case "wrongPassword":
      return m.error_wrong_password();
    case "tooManyRequests":
      return error.retry_after === null
        ? m.error_too_many_requests()
        : m.error_too_many_requests_wait({ seconds: error.retry_after });
    case "serverUnavailable":
      return m.error_server_unavailable({ status: error.status });
    case "serverRefused":
      return error.reasons.length === 0
        ? m.error_server_refused({ status: error.status })
        : m.error_server_refused_because({ reasons: error.reasons.join("; ") });
    case "badAnswer":
      return m.error_bad_answer({ what: error.what });
    case "notAllowed":
      return m.error_not_allowed();
    case "signedOut":
      return m.error_signed_out();
    case "offline":
      return m.error_offline();
    case "noSuchContact":
      return m.error_no_such_contact();
    case "duplicateContact":
      return m.error_duplicate_contact();
    case "badProfile":
      return m.error_bad_profile({ profile: error.profile });
    case "notAddressable":
      return m.error_not_addressable();
    case "notANumber":
      return m.error_not_a_number({ text: error.text });
    case "callRefused":
      return callText(error.reason);
    case "phoneCannot":
      return m.error_phone_cannot();
    case "noSuchCall":
      return m.error_no_such_call();
    case "noSuchTransfer":
      return m.error_no_such_transfer();
    case "transferRefused":
      return transferText(error.reason);
    case "agentRefused":
      return agentText(error.reason);
    case "noSuchRoom":
      return m.error_no_such_room();
    case "locked":
      return m.error_locked();
    case "shortcut":
      return shortcutText(error.keys, error.fault);
    case "autostart":
      return m.error_autostart();
    case "badPageAddress":
      return pageAddressText(error.fault);
    case "file":
      return fileText(error.name, error.fault);
    case "plan":
      return planText(error.name, error.fault);
    case "noSuchPlan":
      return m.error_no_such_plan();
    case "importRuns":
      return m.error_import_runs();
    case "noSuchImport":
      return m.error_no_such_import();
    case "nothingToUndo":
      return m.error_nothing_to_undo();
    case "nothingToRestore":
      return m.error_nothing_to_restore();
    case "nothingToExport":
      return m.error_nothing_to_export();
    case "store":
      return m.error_store();
    case "internal":
      return m.error_internal({ what: error.what });
    default:
      return never(error);
  }
}

export function certificateText(host: string, fault: CertificateFault): string {
  switch (fault.kind) {
    case "unknownIssuer":
      return m.certificate_ask({ host });
    case "wrongHost":
      return m.certificate_wrong_host({ host });
    case "expired":
      return m.certificate_expired({ host });
    case "notYetValid":
      return m.certificate_not_yet_valid({ host });
    case "changed":
      return m.certificate_changed({ host });
    case "invalid":
      return m.certificate_invalid({ host });
    default:
      return never(fault);
  }
}

/** Reasons are calld's `error_id`s, an open set. */
function callText(reason: string): string {
  switch (reason) {
    case "invalid-extension":
      return m.error_call_invalid_extension();
    case "call-origin-unavailable":
      return m.error_call_origin_unavailable();
    case "user-missing-main-line":
      return m.error_call_no_line();
    case "invalid-user-line":
      return m.error_call_wrong_line();
    case "call-creation":
      return m.error_call_creation();
    default:
      return m.error_call_refused({ reason });
  }
}

/** As {@link callText}. */
function transferText(reason: string): string {
  switch (reason) {
    case "invalid-extension":
      return m.error_transfer_number();
    case "transfer-already-started":
      return m.error_transfer_started();
    case "transfer-creation-error":
      return m.error_transfer_creation();
    case "too-many-transferred-candidates":
      return m.error_transfer_several();
    default:
      return m.error_transfer_refused({ reason });
  }
}

/** Reasons are agentd's words, an open set. */
function agentText(reason: string): string {
  switch (reason) {
    case "already logged":
      return m.error_agent_logged_in();
    case "not logged in":
      return m.error_agent_logged_out();
    case "extension and context already in use":
      return m.error_agent_line_taken();
    default:
      return m.error_agent_refused({ reason });
  }
}

export function pageAddressText(fault: PageAddressFault): string {
  switch (fault) {
    case "notWeb":
      return m.error_page_not_web();
    case "unknownWord":
      return m.error_page_unknown_word();
    default:
      return never(fault);
  }
}

function fileText(name: string, fault: FileFault): string {
  switch (fault) {
    case "missing":
      return m.error_file_missing({ name });
    case "denied":
      return m.error_file_denied({ name });
    case "directory":
      return m.error_file_directory({ name });
    case "full":
      return m.error_file_full({ name });
    case "unreadable":
      return m.error_file_unreadable({ name });
    default:
      return never(fault);
  }
}

function planText(name: string, fault: PlanError): string {
  switch (fault.kind) {
    case "empty":
      return m.error_plan_empty({ name });
    case "headerOnly":
      return m.error_plan_header_only({ name });
    case "noKnownColumn":
      return m.error_plan_no_known_column({ name, titles: shortened(fault.titles) });
    case "binary":
      return m.error_plan_binary({ name });
    case "unknownEncoding":
      return m.error_plan_unknown_encoding({ label: fault.label });
    case "notInEncoding":
      return m.error_plan_not_in_encoding({ name, encoding: fault.encoding, line: fault.line });
    default:
      return never(fault);
  }
}

/** A header can be anything; a sentence holds some of it. */
function shortened(titles: string[]): string {
  const text = titles.slice(0, 6).join(", ");
  return text.length > 120 || titles.length > 6 ? `${text.slice(0, 120)}…` : text;
}

function never(value: never): never {
  throw new Error(`no sentence for ${JSON.stringify(value)}`);
}

function shortcutText(keys: string, fault: ShortcutFault): string {
  switch (fault) {
    case "taken":
      return m.error_shortcut_taken({ keys });
    case "noKeys":
      return m.error_shortcut_no_keys();
    case "unsupported":
      return m.error_shortcut_unsupported();
  }
}
