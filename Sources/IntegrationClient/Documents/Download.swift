import Crypto
import Synchronization

/// A download under way: what has come, what is to be expected, and where it could be taken up.
final class Download: Sendable {
    private struct State {
        /// Bytes that the sink has.
        var offset = 0
        var hash = SHA256()
        /// The strong entity tag of what comes; nil where it cannot be taken up.
        var tag: String?
        var total: Int?
        /// Whether the body of the last response went to the sink, to its end or not.
        var isTakenIn = false
        /// Why the sink took no more.
        var refusal: (any Error)?
    }

    private let sink: any DocumentSink
    private let isAllowed: @Sendable () throws -> Void
    private let isPage: @Sendable (WireResponse) -> Bool
    private let progress: (@Sendable (TransferProgress) -> Void)?
    private let state: Mutex<State>

    /// Begins with nothing; `total` is how many bytes the server has told of, `isPage` whether a response is a web page and
    /// not the document, and `isAllowed` is asked before each piece: what it throws ends the transfer.
    init(
        to sink: any DocumentSink, total: Int?, progress: (@Sendable (TransferProgress) -> Void)?,
        isPage: @escaping @Sendable (WireResponse) -> Bool, isAllowed: @escaping @Sendable () throws -> Void
    ) {
        self.sink = sink
        self.progress = progress
        self.isPage = isPage
        self.isAllowed = isAllowed
        state = Mutex(State(total: total))
    }

    var offset: Int { state.withLock { $0.offset } }
    var checksum: Checksum { state.withLock { Checksum(of: $0.hash) } }
    var isTakenIn: Bool { state.withLock { $0.isTakenIn } }
    var refusal: (any Error)? { state.withLock { $0.refusal } }
    /// Whether what is missing can be asked for alone.
    var canBeTakenUp: Bool { state.withLock { $0.tag != nil && $0.offset > 0 } }

    /// The header fields that ask for what is missing, or for all of it if it has changed; none at the beginning.
    var range: [(String, String)] {
        state.withLock { state in
            guard let tag = state.tag, state.offset > 0 else { return [] }
            return [("Range", "bytes=\(state.offset)-"), ("If-Range", tag)]
        }
    }

    var receiver: WireReceiver {
        WireReceiver { [self] head in
            state.withLock { $0.isTakenIn = false }
            switch head.status {
            case 200 where !isPage(head): try await beginAnew(head)
            case 206 where continues(head): break
            default: return false
            }
            state.withLock { $0.isTakenIn = true }
            return true
        } take: { [self] piece in
            do {
                try isAllowed()
                try await sink.write(piece)
            } catch {
                state.withLock { $0.refusal = error }
                throw error
            }
            let now = state.withLock { state in
                state.hash.update(data: piece)
                state.offset += piece.count
                return TransferProgress(done: state.offset, total: state.total)
            }
            progress?(now)
        }
    }

    /// Forgets what has come, so that the next request asks for all of it.
    func startOver() async throws {
        let hasBegun = state.withLock { state in
            defer {
                state.offset = 0
                state.hash = SHA256()
                state.tag = nil
            }
            return state.offset > 0
        }
        if hasBegun { try await sink.restart() }
    }

    private func beginAnew(_ head: WireResponse) async throws {
        do {
            try await startOver()
        } catch {
            state.withLock { $0.refusal = error }
            throw error
        }
        state.withLock { state in
            // A weak tag does not vouch for single bytes (RFC 9110, section 13.1.5).
            state.tag = head.header("ETag").flatMap { $0.hasPrefix("\"") ? $0 : nil }
            if head.header("Accept-Ranges")?.lowercased() == "none" { state.tag = nil }
            state.total =
                head.header("Content-Length").flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } ?? state.total
        }
    }

    /// Whether a part follows on what has come, of the same contents.
    private func continues(_ head: WireResponse) -> Bool {
        state.withLock { state in
            guard let tag = state.tag, head.header("ETag") ?? tag == tag else { return false }
            guard let range = head.header("Content-Range"), range.lowercased().hasPrefix("bytes ") else { return false }
            return range.dropFirst("bytes ".count).prefix { $0 != "-" } == "\(state.offset)"
        }
    }
}
