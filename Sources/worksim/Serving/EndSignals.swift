import Dispatch
import Foundation

/// Waits for SIGTERM, SIGINT or SIGHUP.
final class EndSignals {
    private let sources: [any DispatchSourceSignal]
    private let stream: AsyncStream<Int32>

    /// From here on the signals no longer end the process.
    ///
    /// A signal that was ignored from the start, as `nohup` has it with SIGHUP, stays ignored.
    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        sources = [SIGTERM, SIGINT, SIGHUP].filter { !Self.isIgnored($0) }.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            source.activate()
            return source
        }
        self.stream = stream
    }

    /// Returns when the first signal has come, also one that came before the call; the next one ends the process at once.
    func first() async {
        for await _ in stream { break }
        for source in sources {
            source.cancel()
            signal(Int32(source.handle), SIG_DFL)
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
