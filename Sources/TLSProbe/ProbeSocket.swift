import Synchronization
import WorkTime

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A TCP connection that is waited for until a deadline, and that another thread may break off.
final class ProbeSocket: Sendable {
    private struct State {
        var descriptor: Int32 = -1
        /// When its time is over; it begins with the first connection.
        var deadline: WorkInstant?
        var isBroken = false
    }

    private let state = Mutex(State())
    private let clock = SystemClock()
    private let timeout: Duration

    /// A socket that has `timeout` from its first connection on, the handshake included.
    init(timeout: Duration) {
        self.timeout = timeout
    }

    var descriptor: Int32 { state.withLock { $0.descriptor } }

    /// Connects to the first of the addresses that answers.
    ///
    /// - Returns: the address, or what kept all of them from it.
    func connect(host: String, port: Int, from source: String?) -> (address: String?, finding: TLSFinding?) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        defer { if list != nil { freeaddrinfo(list) } }
        guard getaddrinfo(host, String(port), &hints, &list) == 0 else { return (nil, .nameUnknown) }
        state.withLock { $0.deadline = clock.now.advanced(by: timeout) }
        var last: (address: String?, finding: TLSFinding?) = (nil, .nameUnknown)
        var next = list
        while let entry = next {
            let address = Self.text(of: entry.pointee)
            let finding = connect(entry.pointee, from: source)
            last = (address, finding)
            if finding == nil { break }
            next = entry.pointee.ai_next
        }
        return last
    }

    private func connect(_ entry: addrinfo, from source: String?) -> TLSFinding? {
        close()
        let descriptor = socket(entry.ai_family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return .unreachable }
        let isBroken = state.withLock { state in
            state.descriptor = descriptor
            return state.isBroken
        }
        guard !isBroken else { return .connectTimedOut }
        if let source, !bind(descriptor, to: source) { return .unreachable }
        if Glibc.connect(descriptor, entry.ai_addr, entry.ai_addrlen) == 0 { return nil }
        guard errno == EINPROGRESS else { return Self.finding(of: errno) }
        guard wait(for: Int16(POLLOUT)) else { return .connectTimedOut }
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 else { return .unreachable }
        return error == 0 ? nil : Self.finding(of: error)
    }

    private func bind(_ descriptor: Int32, to source: String) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        guard inet_pton(AF_INET, source, &address.sin_addr) == 1 else { return false }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// Waits until the socket can be read or written; false where time is over or somebody broke it off.
    ///
    /// What is ready counts, also where the machine was too slow to look in time.
    func wait(for events: Int16) -> Bool {
        while true {
            let (deadline, isBroken) = state.withLock { ($0.deadline ?? clock.now, $0.isBroken) }
            guard !isBroken else { return false }
            let left = max(0, clock.now.duration(to: deadline) / .milliseconds(1))
            var entry = pollfd(fd: descriptor, events: events, revents: 0)
            let count = poll(&entry, 1, Int32(min(left.rounded(.up), Double(Int32.max))))
            if count > 0 { return true }
            if left == 0 || (count < 0 && errno != EINTR) { return false }
        }
    }

    /// Ends the connection from another thread: whoever waits comes back at once.
    func breakOff() {
        state.withLock { state in
            state.isBroken = true
            if state.descriptor >= 0 { _ = shutdown(state.descriptor, Int32(SHUT_RDWR)) }
        }
    }

    func close() {
        state.withLock { state in
            if state.descriptor >= 0 { _ = Glibc.close(state.descriptor) }
            state.descriptor = -1
        }
    }

    private static func finding(of error: Int32) -> TLSFinding {
        switch error {
        case ECONNREFUSED: .refused
        case ETIMEDOUT: .connectTimedOut
        case ECONNRESET: .reset
        default: .unreachable
        }
    }

    private static func text(of entry: addrinfo) -> String? {
        var bytes = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard
            getnameinfo(
                entry.ai_addr, entry.ai_addrlen, &bytes, socklen_t(bytes.count), nil, 0, NI_NUMERICHOST) == 0
        else { return nil }
        return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
