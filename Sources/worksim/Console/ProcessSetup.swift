import Dispatch
import Foundation

/// What a process sets right before anything else happens in it.
enum ProcessSetup {
    /// Takes the standard descriptors, turns signals that end a writer into errors, and allows as many open files as it may.
    static func prepare() {
        occupy()
        // A reader that goes away and a file that grows too large are errors of the write, told in words.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        raiseDescriptorLimit()
    }

    /// Opens the standard descriptors that were closed, so that no file or connection gets their numbers.
    ///
    /// They are opened for the wrong direction: a write to a closed output fails, and is reported.
    private static func occupy() {
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
        }
    }

    /// How many files the process may have open, after the limit was raised as far as it goes without privileges.
    static var descriptorLimit: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
        return Int(clamping: limit.rlim_cur)
    }

    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        // More than this is never needed, and some systems call any number the most.
        let wanted = rlim_t(16_384)
        guard getrlimit(kind, &limit) == 0, limit.rlim_cur < min(limit.rlim_max, wanted) else { return }
        limit.rlim_cur = min(limit.rlim_max, wanted)
        setrlimit(kind, &limit)
    }
}
