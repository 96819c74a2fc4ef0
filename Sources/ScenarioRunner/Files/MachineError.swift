import Foundation

/// What the machine refused: a full disk, a folder without permission, too few file descriptors, a reader that has gone.
public struct MachineError: Error, Hashable, CustomStringConvertible {
    /// What could not be done, as a sentence without its end: `the report cannot be written to 'out'`.
    public let what: String
    /// The error number of the system.
    public let code: Int32

    /// An error with its number.
    public init(_ what: String, _ code: Int32) {
        self.what = what
        self.code = code
    }

    /// The same error of something that is named otherwise.
    public func renamed(_ what: String) -> MachineError { MachineError(what, code) }

    /// What could not be done, why, and what to do.
    public var description: String { "\(what): \(reason)" }

    /// Why, and what to do.
    public var reason: String {
        switch code {
        case ENOSPC, EDQUOT: "the disk is full; free some space or name another place"
        case EFBIG: "the file would be larger than this machine allows; raise the limit with 'ulimit -f unlimited'"
        case EACCES, EPERM: "permission is denied; name a place that you may write to"
        case EROFS: "the file system is read-only; name a place on another one"
        case ENOENT: "there is no such folder; make it first"
        case ENOTDIR: "a part of the path is a file; name a folder that is there"
        case EISDIR: "it is a folder; name a file"
        case EEXIST: "it is there already; name another one"
        case EMFILE, ENFILE: "too many files are open; raise the limit with 'ulimit -n 1024'"
        case ENAMETOOLONG: "the name is too long; name a shorter one"
        case EPIPE: "its reader has gone away"
        case EBADF: "it is closed"
        default: String(cString: strerror(code))
        }
    }
}
