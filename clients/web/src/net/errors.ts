import { Error_Code as ErrorCode, Goodbye_Reason as GoodbyeReason } from '../protocol/gen/asclepion/v1/session_pb';

/** Why entering or staying failed, in the words the locale files know (`error.<reason>`). */
export type FailureReason =
  | 'unreachable'
  | 'timeout'
  | 'badInput'
  | 'nameRefused'
  | 'codeRefused'
  | 'roomCodeWrong'
  | 'roomCodeLocked'
  | 'grantRefused'
  | 'roleRefused'
  | 'entryClosed'
  | 'tooMany'
  | 'ticketRefused'
  | 'roomFull'
  | 'notAdmitted'
  | 'versionUnsupported'
  | 'draining'
  | 'overloaded'
  | 'superseded'
  | 'flood'
  | 'idle'
  | 'placeLost'
  | 'content'
  | 'server'
  | 'unsupportedBrowser';

/** A failure a person is told about. */
export class ConnectionFailure extends Error {
  private constructor(
    readonly reason: FailureReason,
    detail: string,
    /** Seconds until it makes sense to try again, or 0. */
    readonly retryAfterSeconds: number = 0,
  ) {
    super(`${reason}: ${detail}`);
    this.name = 'ConnectionFailure';
  }

  static unreachable(detail: string): ConnectionFailure {
    return new ConnectionFailure('unreachable', detail);
  }

  static timeout(detail: string): ConnectionFailure {
    return new ConnectionFailure('timeout', detail);
  }

  static placeLost(): ConnectionFailure {
    return new ConnectionFailure('placeLost', 'the resume time is over');
  }

  static content(detail: string): ConnectionFailure {
    return new ConnectionFailure('content', detail);
  }

  static unsupportedBrowser(detail: string): ConnectionFailure {
    return new ConnectionFailure('unsupportedBrowser', detail);
  }

  /** From the status and stable `code` of an RFC 9457 problem. */
  static problem(status: number, code: string, retryAfterSeconds: number): ConnectionFailure {
    return new ConnectionFailure(reasonOfProblem(status, code), `${status} ${code}`, retryAfterSeconds);
  }

  static protocol(code: ErrorCode, detail: string): ConnectionFailure {
    return new ConnectionFailure(reasonOfCode(code), detail);
  }

  static goodbye(reason: GoodbyeReason, retryAfterSeconds: number): ConnectionFailure {
    switch (reason) {
      case GoodbyeReason.DRAINING:
        return new ConnectionFailure('draining', 'goodbye', retryAfterSeconds);
      case GoodbyeReason.SUPERSEDED:
        return new ConnectionFailure('superseded', 'goodbye', retryAfterSeconds);
      case GoodbyeReason.IDLE:
        return new ConnectionFailure('idle', 'goodbye', retryAfterSeconds);
      default:
        return new ConnectionFailure('server', `goodbye ${reason}`, retryAfterSeconds);
    }
  }
}

/** Problem codes are compared without case and punctuation, so `display-name-too-long` and `DISPLAY_NAME` both tell of a name. */
function reasonOfProblem(status: number, code: string): FailureReason {
  const plain = code.toLowerCase().replace(/[^a-z]/g, '');
  if (plain.includes('roomcodelocked')) return 'roomCodeLocked';
  if (plain.includes('roomcode')) return 'roomCodeWrong';
  if (plain.includes('grant')) return 'grantRefused';
  if (plain.includes('accesscode')) return 'codeRefused';
  if (plain.includes('name')) return 'nameRefused';
  if (plain.includes('role')) return 'roleRefused';
  if (plain.includes('full')) return 'roomFull';
  if (plain.includes('drain')) return 'draining';
  if (plain.includes('entry') || plain.includes('closed')) return 'entryClosed';
  if (status === 429) return 'tooMany';
  if (status === 401 || status === 403) return 'codeRefused';
  if (status === 404 || status === 405) return 'entryClosed';
  if (status >= 400 && status < 500) return 'badInput';
  return 'server';
}

function reasonOfCode(code: ErrorCode): FailureReason {
  switch (code) {
    case ErrorCode.VERSION_UNSUPPORTED:
      return 'versionUnsupported';
    case ErrorCode.TICKET_REFUSED:
      return 'ticketRefused';
    case ErrorCode.RESUME_REFUSED:
      return 'placeLost';
    case ErrorCode.FLOOD:
      return 'flood';
    case ErrorCode.IDLE:
      return 'idle';
    case ErrorCode.ROOM_FULL:
      return 'roomFull';
    case ErrorCode.NOT_ADMITTED:
      return 'notAdmitted';
    case ErrorCode.DRAINING:
      return 'draining';
    case ErrorCode.OVERLOADED:
      return 'overloaded';
    case ErrorCode.SUPERSEDED:
      return 'superseded';
    default:
      return 'server';
  }
}
